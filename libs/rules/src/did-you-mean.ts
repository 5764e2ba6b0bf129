const lettersMax = 40;

/** Advice naming the candidate closest to what was written; empty when none is close. */
export function didYouMean(written: string, candidates: readonly string[]): string {
  if (written.length > lettersMax) return '';
  const word = written.toLowerCase();
  const ending = candidates.find((candidate) => candidate.endsWith(`.${word}`));
  if (ending !== undefined) return `Did you mean "${ending}"?`;
  const [closest] = candidates
    .map((candidate) => ({ candidate, edits: editsBetween(word, candidate) }))
    .sort((a, b) => a.edits - b.edits);
  if (closest === undefined || closest.edits > Math.ceil(word.length / 4)) return '';
  return `Did you mean "${closest.candidate}"?`;
}

/** How many letters to add, drop or replace to get from one word to the other. */
function editsBetween(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (let at = 0; at < to.length; at += 1) {
      const replaced = (row[at] ?? 0) + (letter === to[at] ? 0 : 1);
      next.push(Math.min(replaced, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
