import { setImmediate as endOfTurn } from 'node:timers/promises';
import { ok, requestOf } from '@botect/http';
import { expect, test } from '@jest/globals';
import type { Stores } from '../../ports/index.ts';
import { commitOf } from './visit.ts';

const account = { id: 9, name: 'Acme', slug: 'acme', is_personal: false, role: 'owner' };
const caller = {
  actor: { kind: 'key', id: '1', name: 'ci' } as const,
  user: null,
  account,
  suspended: false,
  permissions: new Set<never>(),
  projectId: null,
  secondsLeft: null,
};
const note = { action: 'thing.done', subject: 'thing', subjectId: 1 };

/** `commit` on ports that write down when they are done. */
function subject() {
  const events: string[] = [];
  const after = async (event: string) => {
    await endOfTurn();
    events.push(event);
  };
  const stores = {
    notePolicyChanges: (projectIds: number[]) => after(`noted ${projectIds}`),
    audit: { append: () => after('audited') },
  } as unknown as Stores;
  const commit = commitOf(
    {
      transact: async (work) => {
        const outcome = await work(stores);
        await after('kept');
        return outcome;
      },
      announce: (projectId) => after(`announced ${projectId}`),
    },
    { request: requestOf(), caller, account },
  );
  return { events, commit };
}

test('a change is audited, kept, announced once a project, and then answered', async () => {
  const { events, commit } = subject();
  await commit(async () => ({ reply: ok({}), audit: note, changed: [7, 8, 7] }));
  expect(events).toEqual(['noted 7,8', 'audited', 'kept', 'announced 7', 'announced 8']);
});

test('a change that failed is neither audited nor announced', async () => {
  const { events, commit } = subject();
  await expect(commit(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  expect(events).toEqual([]);
});
