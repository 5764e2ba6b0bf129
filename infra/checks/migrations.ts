/** What takes something away from the version before, which still runs while a rollout lasts, or comes back by a rollback. */
const contracting: readonly (readonly [fault: string, statement: RegExp])[] = [
  ['drops a table, view, column, function or schema', /\bdrop (?:table|view|column|function|schema|type)\b/i],
  ['renames', /\brename (?:to|column|constraint)?\b/i],
  ['changes the type of a column', /\balter column\b.*?\b(?:set data )?type\b/i],
  ['demands a value where none was', /\bset not null\b/i],
  [
    'adds a column that the version before does not fill',
    /\badd column\b(?:(?!\bdefault\b)[^,])*\bnot null\b(?!(?:(?!\badd\b)[^,])*\bdefault\b)/i,
  ],
  [
    'constrains a table that is there already',
    /\balter table\b(?:(?!\badd column\b).)*\badd constraint\b.*\b(?:check|unique|exclude)\b/i,
  ],
  ['takes a privilege back from a role', /\brevoke\b.*\bfrom\b.*botect_/i],
];

/** Migrations of which the version before notices nothing all the same, each with the reason. */
export const proven: Readonly<Record<string, string>> = {
  '20261122000000_control_plane':
    'a view bears the name of the table it replaces, and the roles of memberships had no other values; accounts was not yet released',
};

/** What a migration does that the version before does not bear. */
export function contractions(script: string): string[] {
  return statementsOf(script).flatMap((statement) =>
    contracting.flatMap(([fault, pattern]) =>
      pattern.test(statement) ? `${fault}: ${statement.slice(0, 80)}` : [],
    ),
  );
}

/** On one line each, without comments; the body of a function or block is part of its statement. */
function statementsOf(script: string): string[] {
  const bare = script.replace(/--.*$/gm, '').replace(/\$\$.*?\$\$/gs, (body) => body.replaceAll(';', ' '));
  const created = [...bare.matchAll(/create table (\S+)/gi)].map(([, name]) => name ?? '');
  return (
    bare
      .split(';')
      .map((statement) => statement.replace(/\s+/g, ' ').trim())
      // A table made by the same migration is nobody's yet.
      .filter(
        (statement) =>
          statement !== '' && !created.some((name) => statement.startsWith(`ALTER TABLE ${name} `)),
      )
  );
}
