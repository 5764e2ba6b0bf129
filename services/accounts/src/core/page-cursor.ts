/** Where a page of sessions ended. */
export interface SessionPlace {
  readonly lastSeenAtMs: number;
  readonly token: string;
}

const written = /^([0-9a-z]{1,9})\.([A-Za-z0-9_-]{1,128})$/;

/** A place as clients carry it from page to page. */
export function cursorOf({ lastSeenAtMs, token }: SessionPlace): string {
  return `${lastSeenAtMs.toString(36)}.${token}`;
}

/** Null for what no page ever ended with. */
export function placeOf(cursor: string): SessionPlace | null {
  const [, time, token] = written.exec(cursor) ?? [];
  return time === undefined || token === undefined
    ? null
    : { lastSeenAtMs: Number.parseInt(time, 36), token };
}
