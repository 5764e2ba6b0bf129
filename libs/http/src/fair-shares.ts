import type { Clock } from '@botect/runtime';

/** Projects told apart at once. Numbers of projects follow one another: the next thousand have places of their own. */
const places = 1_024;
/** After so long what was taken counts half. */
const halfLifeMs = 1_000;
/** Halved so often nothing is left. */
const halvingsMax = 20;

export interface FairShares {
  /** Whether `owner` took more of late than it would if all who came of late took alike. */
  exceededBy(owner: number): boolean;
  take(owner: number, cost: number): void;
}

/**
 * Who took how much in the last seconds, in memory that does not grow: owners 1,024 apart share a place and count as
 * one. Whoever is alone never exceeds its share.
 */
export function fairShares(now: Clock): FairShares {
  const taken = new Float64Array(places);
  let total = 0;
  let present = 0;
  let halvedAt = now();

  const halve = (times: number) => {
    total = 0;
    present = 0;
    for (let place = 0; place < places; place += 1) {
      const left = (taken[place] ?? 0) / 2 ** times;
      taken[place] = left < 1 ? 0 : left;
      total += taken[place] ?? 0;
      if (left >= 1) present += 1;
    }
  };
  const keepUp = () => {
    const times = Math.floor((now() - halvedAt) / halfLifeMs);
    if (times <= 0) return;
    halvedAt += times * halfLifeMs;
    halve(Math.min(times, halvingsMax));
  };

  return {
    exceededBy(owner) {
      keepUp();
      return (taken[owner % places] ?? 0) * present > total;
    },
    take(owner, cost) {
      keepUp();
      const place = owner % places;
      const before = taken[place] ?? 0;
      if (before === 0) present += 1;
      taken[place] = before + cost;
      total += cost;
    },
  };
}
