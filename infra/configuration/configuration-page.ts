import type { DeclaredSetting } from './declared-settings.ts';

const opening = `# Configuration

Every process is told by its environment alone, reads it once, at its start, and does not start on a setting that is wrong: it
exits with 1 after one line that names all of them and repeats no value. An empty value counts as absent. This page is
written from the schemas the processes themselves check, by \`node infra/configuration/main.ts\`.

## Secrets in files

Any \`NAME\` below may be given as \`NAME_FILE\`: the path of a file that holds it, such as a secret mounted by Compose or
Kubernetes. Line ends at its end are cut. Given both ways, or with a file that is absent, empty, unreadable, not text or larger
than 64 KiB, the process does not start. Only the names of OpenTelemetry, \`OTEL_*\`, have no such form.

A password may be kept apart from its URL, so that one secret serves the database and its clients:

\`\`\`sh
DATABASE_URL=postgres://botect@postgres:5432/botect
DATABASE_PASSWORD_FILE=/run/secrets/database-password
\`\`\`

A file is read at the start: after changing one, restart the processes that read it.

## How a process ends

On SIGTERM or SIGINT it says no at \`/ready\`, waits \`DRAIN_DELAY_MS\`, then closes its parts one after another, the last opened first, in
\`CLOSE_TIMEOUT_MS\` all together. A part that hangs is given nine tenths of what is left, and the log names it. Whoever stops processes has to
wait longer than both settings together.

| exit code | means |
| --- | --- |
| \`0\` | told to stop, and everything was finished |
| \`1\` | could not start, met an error nobody caught, or was told twice to stop; the log says which |
| \`75\` | told to stop, and a part was not finished in time: what was acknowledged is kept, what was not comes again |`;

/** `docs/operations/configuration.md`: one table for each group of processes. Same schemas, same bytes. */
export function configurationPage(settings: readonly DeclaredSetting[]): string {
  const groups = Map.groupBy(settings, ({ readBy }) => readBy.join(', '));
  const everybody = Math.max(...settings.map(({ readBy }) => readBy.length));
  const tables = [...groups].map(([readers, group]) => {
    const title =
      group[0]?.readBy.length === everybody ? 'Every process' : readers.replace('npm start', '`npm start`');
    return `## ${title}\n\n${table(group)}`;
  });
  return `${[opening, ...tables].join('\n\n')}\n`;
}

function table(settings: readonly DeclaredSetting[]): string {
  const rows = settings.map((setting) => [
    `\`${setting.name}\``,
    setting.accepts ?? 'any text',
    unlessTold(setting),
    setting.meaning,
  ]);
  const lines = [['setting', 'accepts', 'unless told', 'meaning'], ['---', '---', '---', '---'], ...rows];
  return lines
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}

function unlessTold({ byDefault, requiredBy, readBy }: DeclaredSetting): string {
  if (byDefault !== null) return byDefault === '' ? 'none' : `\`${byDefault}\``;
  if (requiredBy.length === 0) return 'none';
  const spared = readBy.filter((name) => !requiredBy.includes(name));
  return spared.length === 0 ? '**required**' : `**required**, but not by \`${spared.join('`, `')}\``;
}
