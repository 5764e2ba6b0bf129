const largestId = 2_147_483_647;

/** The id a path names; null when no project can have it. */
export function projectIdOf(text: string): number | null {
  return /^[1-9]\d{0,9}$/.test(text) && Number(text) <= largestId ? Number(text) : null;
}
