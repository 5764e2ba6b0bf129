import { type WindowCounts, windowVocabulary } from '@botect/contracts';
import type { SessionState } from '../core/session-state.ts';
import { noWindows } from '../core/window-evidence.ts';

type Field = number | readonly number[];
type Groups = Readonly<Record<string, Readonly<Record<string, Field>>>>;
type Rules = Readonly<Record<string, Readonly<Record<string, { readonly length?: number }>>>>;

/** A session as JSON to store: counts that are 0 are left out, which are most. */
export function compactState(state: SessionState): SessionState {
  const { windows } = state;
  if (windows === undefined) return state;
  const counts = mapFields(windows.counts as Groups, (fields) =>
    Object.entries(fields).filter(([, value]) =>
      typeof value === 'number' ? value !== 0 : value.some(Boolean),
    ),
  );
  return { ...state, windows: { ...windows, counts: counts as WindowCounts } };
}

/** The session that was stored; what it was stored without, also because it was not counted then, is 0. */
export function completeState(stored: SessionState): SessionState {
  const { windows } = stored;
  if (windows === undefined) return stored;
  const counts = mapFields(windows.counts as Groups, (fields, group) =>
    Object.entries((windowVocabulary as Rules)[group] ?? {}).map(([field, { length }]) => [
      field,
      fields[field] ?? (length === undefined ? 0 : Array.from({ length }, () => 0)),
    ]),
  );
  return { ...stored, windows: { ...noWindows, ...windows, counts: counts as WindowCounts } };
}

function mapFields(
  groups: Groups,
  change: (fields: Groups[string], group: string) => (readonly [string, Field])[],
): Groups {
  const changed = Object.entries(groups).map(([group, fields]) => [
    group,
    Object.fromEntries(change(fields, group)),
  ]);
  return Object.fromEntries(changed);
}
