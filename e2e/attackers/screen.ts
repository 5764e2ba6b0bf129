import { once } from 'node:events';
import type { Closable } from '@botect/runtime';
import { programPath } from '../../infra/local/programs.ts';
import { startChild } from './process.ts';

const startTimeoutMs = 10_000;

/** A screen without a monitor, on a number nobody uses. */
export interface Screen extends Closable {
  /** Value of DISPLAY. */
  readonly display: string;
}

export async function startScreen(): Promise<Screen> {
  const command = [
    programPath('Xvfb'),
    '-displayfd',
    '1',
    '-screen',
    '0',
    '1920x1080x24',
    '-nolisten',
    'tcp',
  ];
  const child = startChild(command, { PATH: process.env['PATH'] });
  // It writes the number once it serves.
  const [number] = await once(child.process.stdout, 'data', { signal: AbortSignal.timeout(startTimeoutMs) });
  return { display: `:${String(number).trim()}`, close: child.close };
}
