export type Candidates<Name extends string, Result> = Readonly<Record<Name, () => Promise<Result>>>;
export type Round<Name extends string, Result> = Readonly<Record<Name, Result>>;

/**
 * Measures all candidates in turn, as often as asked, so that whatever the machine does meanwhile hits all of them. The
 * order moves on by one each round: nobody always comes after the same one. A first round warms up and is thrown away.
 */
export async function interleaved<Name extends string, Result extends { readonly failures: number }>(
  candidates: Candidates<Name, Result>,
  rounds: number,
): Promise<Round<Name, Result>[]> {
  const names = Object.keys(candidates) as Name[];
  const valid: Round<Name, Result>[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const results: Partial<Record<Name, Result>> = {};
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(round + turn) % names.length] as Name;
      results[name] = await candidates[name]();
    }
    if (round > 0 && isValid(results, round)) valid.push(results as Round<Name, Result>);
  }
  if (valid.length === 0) throw new Error('every round is void');
  return valid;
}

function isValid(
  results: Readonly<Record<string, { readonly failures: number } | undefined>>,
  round: number,
) {
  const failed = Object.entries(results).filter(([, result]) => result !== undefined && result.failures > 0);
  for (const [name, result] of failed) {
    console.error(`  round ${round} is void: ${name} had ${result?.failures} failures`);
  }
  return failed.length === 0;
}
