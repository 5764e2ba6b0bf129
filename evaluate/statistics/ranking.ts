/**
 * How often a bot's score is below a person's when one of each is drawn, ties counting half (Mann and Whitney): 1 when scores
 * tell them apart, 0.5 when they say nothing. NaN when there are none of either.
 */
export function auc(people: readonly number[], bots: readonly number[]): number {
  const sorted = [...bots].sort((a, b) => a - b);
  let wins = 0;
  for (const score of people) wins += (countBelow(sorted, score) + countAtMost(sorted, score)) / 2;
  return wins / (people.length * bots.length);
}

/**
 * The share of bots that is flagged by a cut that flags at most this share of people; flagged are scores at or below the cut, and
 * the cut is one of the people's scores or below all of them. NaN when there are none of either.
 */
export function detectionAt(
  falsePositives: number,
  people: readonly number[],
  bots: readonly number[],
): number {
  if (people.length === 0) return Number.NaN;
  const sorted = [...people].sort((a, b) => a - b);
  const allowed = Math.floor(falsePositives * people.length + 1e-9);
  // The first score that may no longer be flagged: everything below it is, ties with it are not.
  const kept = sorted[allowed] ?? Number.POSITIVE_INFINITY;
  return bots.filter((score) => score < kept).length / bots.length;
}

function countBelow(sorted: readonly number[], value: number): number {
  return place(sorted, (other) => other < value);
}

function countAtMost(sorted: readonly number[], value: number): number {
  return place(sorted, (other) => other <= value);
}

/** How many values at the front satisfy the condition, which those behind do not. */
function place(sorted: readonly number[], isBefore: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(sorted[middle] ?? Number.NaN)) low = middle + 1;
    else high = middle;
  }
  return low;
}
