/** A time of a query in milliseconds since 1970; null where none was given. */
export const timeOf = (time: string | undefined): number | null =>
  time === undefined ? null : Date.parse(time);
