import type { DeclaredSetting } from './declared-settings.ts';

const opening = `# Every setting of every process, with its default where it has one. An empty value counts as absent.
# Any NAME may be given as NAME_FILE instead: the path of a file that holds it, such as a mounted secret.
# More in docs/operations/configuration.md; both are written by "node infra/configuration/main.ts".`;

/** `.env.example`. Same schemas, same bytes. */
export function environmentExample(settings: readonly DeclaredSetting[]): string {
  const groups = Map.groupBy(settings, ({ readBy }) => readBy.join(', '));
  const sections = [...groups].map(
    ([readers, group]) => `# --- ${readers} ---\n\n${group.map(entry).join('\n')}`,
  );
  return `${[opening, ...sections].join('\n\n')}\n`;
}

function entry({ name, meaning, accepts, byDefault, example }: DeclaredSetting): string {
  const demand = accepts === null ? '' : ` (${accepts})`;
  return `# ${meaning.replaceAll('`', '')}${demand}\n${name}=${byDefault ?? example ?? ''}`;
}
