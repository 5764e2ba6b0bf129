/** The band of a row of sessions under a threshold, as `bandOf` of the rules has it. */
export function bandSql(sessions: string, threshold: string): string {
  return `case
    when ${sessions}.verified_category is not null then 'verified'
    when ${sessions}.score = 0 then 'not_computed'
    when ${sessions}.score = 1 then 'definite'
    when ${sessions}.score < ${threshold} then 'likely_automated'
    else 'likely_human' end`;
}

/** Whether it is a bot that nobody verified. */
export function isBotSql(sessions: string, threshold: string): string {
  return `(${bandSql(sessions, threshold)} in ('definite', 'likely_automated'))`;
}
