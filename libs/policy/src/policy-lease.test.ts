import { fakeClock } from '@botect/testkit';
import { expect, test } from '@jest/globals';
import { policyLease } from './policy-lease.ts';

const away = () => Promise.reject(new Error('away'));

/** A lease whose timers end when the test says so. */
function subject() {
  const now = fakeClock(1_000_000);
  const timers = new Set<() => void>();
  const lease = policyLease(now, (_, done) => {
    timers.add(done);
    return () => void timers.delete(done);
  });
  /** Lets the time of waiting pass, in which the process runs. */
  const waitInVain = () => {
    now.advance(1_000);
    for (const done of timers) done();
  };
  /** Looks, which takes so long. */
  const look = (tookMs = 0) => lease.renew(async () => now.advance(tookMs));
  return { now, timers, lease, look, waitInVain };
}

test('it holds for less than two seconds from the beginning of a look', async () => {
  const { now, lease, look } = subject();
  now.advance(5_000);
  expect(lease.holds()).toBe(false);
  await look(100);
  now.advance(1_899);
  expect(lease.holds()).toBe(true);
  now.advance(1);
  expect(lease.holds()).toBe(false);
});

test('who comes after a pause of the process waits for the first look, and no longer', async () => {
  const { now, timers, lease, look } = subject();
  now.advance(60_000);
  const held = [lease.held(), lease.held()];
  await look();
  await Promise.all(held);
  expect([lease.holds(), lease.unanswered(), timers.size]).toEqual([true, false, 0]);
});

test('an answer that was there before a pause says nothing of now: it is asked again', async () => {
  const { lease, now } = subject();
  const tookMs = [60_000, 5];
  await lease.renew(async () => now.advance(tookMs.shift() ?? 0));
  expect([tookMs, lease.holds()]).toEqual([[], true]);
});

test('while the database is away nobody waits, until it answers', async () => {
  const { now, lease, look } = subject();
  await expect(lease.renew(away)).rejects.toThrow('away');
  now.advance(60_000);
  expect([lease.holds(), lease.unanswered()]).toEqual([true, true]);
  await look();
  expect(lease.unanswered()).toBe(false);
});

test('a look without an answer for a second counts as failed, before anybody has to wait', async () => {
  const { lease, waitInVain } = subject();
  const { promise, resolve } = Promise.withResolvers<void>();
  const looking = lease.renew(() => promise);
  waitInVain();
  expect([lease.holds(), lease.unanswered()]).toEqual([true, true]);
  resolve();
  await looking;
  expect(lease.unanswered()).toBe(false);
});

test('a look that failed while the process was suspended is no sign that the database is away', async () => {
  const { now, lease } = subject();
  const suspended = async () => {
    now.advance(60_000);
    return away();
  };
  await expect(lease.renew(suspended)).rejects.toThrow('away');
  expect([lease.holds(), lease.unanswered()]).toEqual([false, false]);
});

test('nobody waits longer than a second', async () => {
  const { now, lease, waitInVain } = subject();
  now.advance(60_000);
  const held = lease.held();
  waitInVain();
  await held;
  expect(lease.holds()).toBe(true);
});
