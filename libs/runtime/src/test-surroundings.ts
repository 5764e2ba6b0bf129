import { EventEmitter, once } from 'node:events';
import { z } from 'zod';
import { lifecycle } from './lifecycle.ts';
import type { Scope } from './scope.ts';
import { port } from './setting-types.ts';

export const settings = z.object({ PORT: port().default(8080), DATABASE_URL: z.string() });
type Start = (scope: Scope<z.output<typeof settings>>) => Promise<void>;

/** A process that exists in memory: its output, its exit codes and its signals. */
export function processInMemory(environment: Record<string, string> = {}) {
  const events = new EventEmitter();
  const output: string[] = [];
  const exits: number[] = [];
  const world = {
    environment: {
      ADMIN_PORT: '0',
      ADMIN_HOST: '127.0.0.1',
      DATABASE_URL: 'pg',
      LOG_FORMAT: 'text',
      ...environment,
    },
    atTerminal: false,
    write: (text: string) => void output.push(text),
    exit(code: number) {
      exits.push(code);
      events.emit('exit');
    },
    on: (event: string, listener: (cause: unknown) => void) => void events.on(event, listener),
  };
  return {
    output,
    exits,
    send: (event: string, cause: unknown = event) => void events.emit(event, cause),
    exited: () => (exits.length > 0 ? Promise.resolve() : once(events, 'exit')),
    run: (start: Start = async () => {}) => lifecycle(world, { name: 'demo', settings, start }),
  };
}
