import { inParallel } from '../harness/sending.ts';
import type { Seen } from './attack.ts';
import { letLoose } from './let-loose.ts';
import { type MeasuredSite, measuredSite } from './measured-site.ts';

/** As many browsers as the smallest machine has processors. */
const visitsAtOnce = 2;

export interface Visit {
  readonly site: MeasuredSite;
  readonly seen: Seen;
}

export interface Visits {
  /** Lets attackers visit, each a site of its own; whoever fails does so when asked for. */
  begin(attackers: readonly string[]): Promise<void>;
  /** Lets them visit the same site again, doing the same. */
  repeat(attackers: readonly string[]): Promise<void>;
  first(attacker: string): Promise<Visit>;
  second(attacker: string): Promise<Visit>;
  /** One more, on the same site. */
  again(attacker: string): Promise<Visit>;
}

/** Visits to an installation whose first account has the token; `recordings` is a file of people to replay. */
export function visitsTo(origin: string, token: string, recordings: string | undefined): Visits {
  const going = { first: new Map<string, Promise<Visit>>(), second: new Map<string, Promise<Visit>>() };
  const visit = async (attacker: string, site: MeasuredSite): Promise<Visit> => ({
    site,
    seen: await letLoose({ attacker, site, recordings }),
  });
  const of = (visits: ReadonlyMap<string, Promise<Visit>>, attacker: string) =>
    visits.get(attacker) ?? Promise.reject(new Error(`${attacker} was not let loose`));
  const all = (attackers: readonly string[], which: keyof typeof going, one: typeof begun) =>
    inParallel(attackers, visitsAtOnce, async (attacker) => {
      const visiting = one(attacker);
      going[which].set(attacker, visiting);
      await visiting.catch(() => {});
    });
  const begun = async (attacker: string) => visit(attacker, await measuredSite(origin, token, attacker));
  const repeated = async (attacker: string) => visit(attacker, (await of(going.first, attacker)).site);
  return {
    begin: (attackers) => all(attackers, 'first', begun),
    repeat: (attackers) => all(attackers, 'second', repeated),
    first: (attacker) => of(going.first, attacker),
    second: (attacker) => of(going.second, attacker),
    again: repeated,
  };
}

/** The verdict on a visit, once all of it is scored. */
export function verdictOn({ site, seen }: Visit): ReturnType<MeasuredSite['verdict']> {
  const { session, lastBatchAt } = toldIn({ seen });
  return site.verdict(session, lastBatchAt);
}

/** What the script and the product told each other; throws where the script was not loaded. */
export function toldIn({ seen }: Pick<Visit, 'seen'>): NonNullable<Seen['product']> {
  if (seen.product === null) throw new Error('the page did not load the script');
  return seen.product;
}
