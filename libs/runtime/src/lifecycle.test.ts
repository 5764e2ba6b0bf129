import { afterEach, describe, expect, test } from '@jest/globals';
import { StartupFault } from './startup-fault.ts';
import { processInMemory } from './test-surroundings.ts';

let program = processInMemory();
afterEach(async () => {
  program.send('SIGTERM');
  await program.exited();
});

const lines = () => program.output.map((line) => line.replace(/^\S+ /, '').trimEnd());
const closing = (order: string[], name: string) => ({ close: async () => void order.push(name) });

describe('a process that cannot start', () => {
  test('says why in one line, closes what it opened and exits with 1', async () => {
    const closed: string[] = [];
    program = processInMemory();
    await program.run(async ({ use }) => {
      await use('database', closing(closed, 'database'));
      throw new StartupFault('the folder /data is not writable (set BOTECT_DATA_DIR)', new Error('EACCES'));
    });
    expect(lines().slice(1)).toEqual(['fatal demo: the folder /data is not writable (set BOTECT_DATA_DIR)']);
    expect([closed, program.exits]).toEqual([['database'], [1]]);
  });

  test('shows the cause of a fault at the level debug', async () => {
    program = processInMemory({ LOG_LEVEL: 'debug' });
    await program.run(() => Promise.reject(new StartupFault('no', new Error('the cause'))));
    expect(program.output.join('')).toContain('the cause');
  });

  test('shows the stack of an error nobody foresaw', async () => {
    program = processInMemory();
    await program.run(() => Promise.reject(new TypeError('a bug')));
    expect(program.output.join('')).toMatch(
      /fatal demo: could not start\n {2}TypeError: a bug\n.*lifecycle\.test/s,
    );
  });

  test('names all wrong settings in one line without their values', async () => {
    program = processInMemory({ PORT: 'hunter2', DATABASE_URL: '', TRACE_SAMPLE_RATIO: 'hunter2' });
    await program.run();
    expect(program.output).toHaveLength(1);
    expect(program.output[0]).toMatch(
      /TRACE_SAMPLE_RATIO must be .*; PORT must be .*; DATABASE_URL is missing/,
    );
    expect(program.output[0]).not.toContain('hunter2');
  });

  test('because its admin port is busy names the setting', async () => {
    program = processInMemory();
    await program.run();
    const busy = processInMemory({ ADMIN_PORT: adminPort() });
    await busy.run();
    expect(busy.output[0]).toContain(`port ${adminPort()} is already in use (set ADMIN_PORT)`);
    expect(busy.exits).toEqual([1]);
  });
});

describe('a stopping process', () => {
  test('closes in the reverse order of use and exits with 0', async () => {
    const closed: string[] = [];
    program = processInMemory();
    await program.run(async ({ use }) => {
      await use('database', closing(closed, 'database'));
      await use('bus', Promise.resolve(closing(closed, 'bus')));
      await use('listener', closing(closed, 'listener'));
    });
    program.send('SIGTERM');
    await program.exited();
    expect([closed, program.exits]).toEqual([['listener', 'bus', 'database'], [0]]);
  });

  test('is not ready any more before the first close', async () => {
    const seen: unknown[] = [];
    program = processInMemory();
    await program.run(async ({ use }) => {
      await use('probe', { close: async () => void seen.push(await ready()) });
    });
    const before = await ready();
    program.send('SIGINT');
    await program.exited();
    expect([before, ...seen]).toMatchObject([
      { status: 200, state: 'running' },
      { status: 503, state: 'draining' },
    ]);
  });

  test('leaves parts that do not close in time, names them last and exits with 75', async () => {
    const closed: string[] = [];
    program = processInMemory({ CLOSE_TIMEOUT_MS: '5' });
    await program.run(async ({ use }) => {
      await use('database', closing(closed, 'database'));
      await use('bus', { close: () => new Promise(() => {}) });
      await use('listener', { close: () => Promise.reject(new Error('stuck')) });
    });
    program.send('SIGTERM');
    await program.exited();
    expect([closed, program.exits]).toEqual([['database'], [75]]);
    expect(lines().at(-1)).toMatch(/^error demo: stopped, though.*unfinished=.*listener.*bus/);
  });

  test('does not wait after a second signal', async () => {
    program = processInMemory({ CLOSE_TIMEOUT_MS: '5' });
    await program.run(async ({ use }) => void (await use('stuck', { close: () => new Promise(() => {}) })));
    program.send('SIGTERM');
    program.send('SIGTERM');
    expect(program.exits).toEqual([1]);
  });

  test('that was still starting closes what it has, and its failing start is no fault', async () => {
    const entered = Promise.withResolvers<void>();
    const opening = Promise.withResolvers<void>();
    program = processInMemory();
    const running = program.run(() => {
      entered.resolve();
      return opening.promise;
    });
    await entered.promise;
    program.send('SIGTERM');
    await program.exited();
    opening.reject(new Error('closed under me'));
    await running;
    expect([program.exits, program.output.join('')]).toEqual([[0], expect.not.stringContaining('fatal')]);
  });
});

test.each(['uncaughtException', 'unhandledRejection'])(
  'after an %s the process exits with 1',
  async (event) => {
    program = processInMemory();
    await program.run();
    program.send(event, new Error('lost'));
    expect(program.exits).toEqual([1]);
    expect(program.output.at(-1)).toMatch(/fatal demo: an error nobody caught\n {2}Error: lost/);
  },
);

test('what is printed for a person is not masked', async () => {
  program = processInMemory();
  await program.run(async ({ print, log }) => {
    print('token: sk_shown_once\n');
    log.info({ token: 'sk_never_shown' }, 'made a token');
  });
  expect(program.output.join('')).toContain('token: sk_shown_once\n');
  expect(program.output.join('')).not.toContain('never_shown');
});

const adminPort = (): string => /adminPort=(\d+)/.exec(program.output.join(''))?.[1] ?? '';

async function ready() {
  const res = await fetch(`http://127.0.0.1:${adminPort()}/ready`);
  const body: unknown = await res.json();
  return { status: res.status, ...Object(body) };
}
