import { readdirSync, readFileSync } from 'node:fs';

const microsPerTick = 10_000;

/** CPU time a server and the processes it starts for its clients have used so far, those that ended included, µs. */
export function familyCpuMicros(pid: number): number {
  const own = statOf(pid);
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)) ?? [])
    .filter(({ parent }) => parent === pid);
  return [{ used: (own?.used ?? 0) + (own?.ended ?? 0) }, ...children].reduce(
    (sum, { used }) => sum + used,
    0,
  );
}

function statOf(pid: number) {
  try {
    // The command name sits in parentheses and may hold spaces, so fields are counted after its end.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
      .map(Number);
    const micros = (from: number) => ((fields[from] ?? 0) + (fields[from + 1] ?? 0)) * microsPerTick;
    return { parent: fields[1] ?? 0, used: micros(11), ended: micros(13) };
  } catch {
    // Ended since the folder was read.
    return null;
  }
}
