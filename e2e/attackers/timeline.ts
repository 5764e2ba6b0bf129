import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { launcher } from '../../infra/local/launcher.ts';
import { programPath } from '../../infra/local/programs.ts';

/** One thing done to the pointer or the keyboard, in xdotool's words, so many ms after the first. */
export interface Gesture {
  readonly at: number;
  readonly command: string;
}

/** What a command itself takes, most of it the system waking late; measured with scripts of 500 moves; taken off the pause before the next. */
const commandMs = 0.15;

/** Plays the gestures on the screen, as if by the devices of somebody sitting at it. */
export async function play(display: string, gestures: readonly Gesture[]): Promise<void> {
  const [file = '', ...parameters] = [...launcher({ ephemeral: true }), programPath('xdotool'), '-'];
  const child = spawn(file, parameters, {
    env: { DISPLAY: display },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  child.stdin.end(scriptOf(gestures));
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`xdotool failed: ${complaints}`);
}

export function scriptOf(gestures: readonly Gesture[]): string {
  let now = 0;
  const lines = gestures
    .toSorted((a, b) => a.at - b.at)
    .flatMap(({ at, command }) => {
      const wait = at - now - commandMs;
      now = wait > 0 ? at : now + commandMs;
      return wait > 0 ? [`sleep ${(wait / 1_000).toFixed(5)}`, command] : [command];
    });
  return `${lines.join('\n')}\n`;
}
