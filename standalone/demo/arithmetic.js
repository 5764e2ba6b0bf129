const neutral = 50;

/** How the points come to the score, as a sentence. */
export function arithmetic({ reasons, score, verdict }) {
  if (verdict === 'verified') return 'A crawler that proved what it is has no score.';
  const isLimit = ({ engine, points }) => engine === 'heuristics' && points > 0;
  const declared = reasons.find(isLimit);
  if (declared !== undefined && declared.points === score)
    return `What a request says of itself goes before behaviour: ${score} at most.`;
  const counted = reasons.filter((reason) => !isLimit(reason) && reason.points !== 0);
  if (counted.length === 0)
    return `Everyone starts at ${neutral}. What is measured adds points or takes some.`;
  const given = sumOf(counted.filter(({ points }) => points > 0));
  const taken = sumOf(counted.filter(({ points }) => points < 0));
  const sum = Math.round(neutral + given - taken);
  const parts = [`${neutral} to begin with`, given > 0 && `+ ${given}`, taken > 0 && `− ${taken}`];
  return `${parts.filter(Boolean).join(' ')} = ${signed(sum)}${bounded(sum, score)}`;
}

function bounded(sum, score) {
  // Every point was rounded by itself.
  if (Math.abs(sum - score) <= 1) return '.';
  if (score > sum) return `, held at ${score}: evidence of this kind alone takes nobody lower.`;
  return score >= neutral
    ? `, held at ${score}: behaviour goes no higher.`
    : `, lowered to ${score}: other evidence agrees.`;
}

const sumOf = (reasons) =>
  Math.round(Math.abs(reasons.reduce((sum, { points }) => sum + points, 0)) * 10) / 10;
const signed = (number) => (number < 0 ? `−${-number}` : `${number}`);
