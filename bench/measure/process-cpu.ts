import { readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second on every platform Node runs on. */
const microsPerTick = 10_000;

/** CPU time a process has used so far, user and system, all threads, µs. */
export function cpuMicros(pid: number): number {
  // The command name sits in parentheses and may hold spaces, so fields are counted after its end.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  const [userTicks, systemTicks] = [Number(fields[11]), Number(fields[12])];
  return (userTicks + systemTicks) * microsPerTick;
}
