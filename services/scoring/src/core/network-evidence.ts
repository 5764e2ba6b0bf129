import { abstain, type Opinion, type Reason } from './opinion.ts';

/** What published lists and the name system said of a visitor's address when the session was last changed. */
export interface NetworkFacts {
  /** What the network is used by; null when it is in no list. */
  readonly kind: 'crawler' | 'hosting' | 'relay' | null;
  /** Names of the lists the address is in. */
  readonly lists: readonly string[];
  /** The known crawler the user agent names; null when it names none. */
  readonly claim: CrawlerFacts | null;
}

export interface CrawlerFacts {
  readonly id: string;
  readonly category: string;
  /** `unknown` until the name system has answered, and where nobody can tell. */
  readonly proof: 'verified' | 'refuted' | 'unknown';
}

/** What a network can be held against a visitor as; the relay is told, never held. */
export const networkDetections = { datacentre: 1020, relay: 1021, unprovenCrawler: 1030 } as const;

export interface NetworkEvidence extends Opinion {
  /** Taken off a behaviour that is suspicious by itself. */
  readonly points: number;
  /** Of a crawler that is the one it says; null for everybody else. */
  readonly verifiedCategory: string | null;
}

/**
 * A rented machine counts as a hard sign only where the request also contradicts itself: behind a company's gateway or a
 * remote desktop there is a person, so the address alone is worth a few points of behaviour at most.
 */
const contradictedScore = 12;
export const hostingPoints = 10;
/** Header shape, missing headers, hints and page against the agent: what says that the agent is not the browser it names. */
const contradictions: ReadonlySet<number | null> = new Set([1010, 1011, 1012, 1013]);
/** What people browse with. Programs that say what they are need no contradiction. */
const personalBrowser = /^Mozilla\/5\.0 \((?:Windows|Macintosh|X11|Linux; Android|iPhone|iPad)/;

/** Judges the network a visitor came from, beside what else was found of the request. */
export function networkEvidence(
  facts: NetworkFacts | null | undefined,
  ua: string | null,
  declared: readonly Reason[],
): NetworkEvidence {
  const silent = { ...abstain, points: 0, verifiedCategory: null };
  if (!facts) return silent;
  const { kind, lists, claim } = facts;
  if (claim?.proof === 'verified') {
    const reason = { id: null, term: 'verified_crawler', points: 0, evidence: claim.id };
    return { ...silent, reasons: [reason], verifiedCategory: claim.category };
  }
  if (claim?.proof === 'refuted') {
    return {
      ...silent,
      ...spoken(1, {
        id: networkDetections.unprovenCrawler,
        term: 'unproven_crawler',
        evidence: `named ${claim.id}`,
      }),
    };
  }
  const evidence = `network ${lists.join(', ')}`;
  // No points: people who value privacy are people.
  if (kind === 'relay') {
    return {
      ...silent,
      reasons: [{ id: networkDetections.relay, term: 'relay_network', points: 0, evidence }],
    };
  }
  if (kind !== 'hosting' || !personalBrowser.test(ua ?? '')) return silent;
  const reason = { id: networkDetections.datacentre, term: 'datacentre_network', evidence };
  if (declared.some(({ id }) => contradictions.has(id)))
    return { ...silent, ...spoken(contradictedScore, reason) };
  return { ...silent, reasons: [{ ...reason, points: -hostingPoints }], points: hostingPoints };
}

function spoken(score: number, reason: Omit<Reason, 'points'>): Opinion {
  return { score, reasons: [{ ...reason, points: score }] };
}
