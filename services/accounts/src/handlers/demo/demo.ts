import { type DemoSession, detectionOf, isSessionToken } from '@botect/contracts';
import type { SessionReason, SessionRecord } from '../../core/session-record.ts';
import type { DemoSite, OpenDemoSite, Ports } from '../../ports/index.ts';
import { explainDecision } from '../sessions/explain-decision.ts';

/** The demo page's site, and what its visitors may see of themselves. */
export interface Demo {
  /** What its page is made with. */
  readonly siteKey: string;
  /** What is known of a session of this site; of any other it knows nothing. */
  session(token: string): Promise<DemoSession>;
}

interface DemoPorts extends Pick<Ports, 'sessions' | 'secrets' | 'now'> {
  readonly stores: Pick<Ports['stores'], 'settings'>;
  readonly openDemoSite: OpenDemoSite;
  readonly newId: () => string;
}

/** Opens the demo, making its site where there is none. Nobody is ever shown its private key: rotating makes another. */
export function demoOf({ openDemoSite, secrets, newId, ...ports }: DemoPorts) {
  return async (): Promise<Demo> => {
    const keys = { site: secrets.key('site'), private: secrets.key('private') };
    const site = await openDemoSite({ keys, sessionSeed: secrets.sessionSeed(), requestId: newId() });
    return { siteKey: site.siteKey, session: (token) => sessionOf(ports, site, token) };
  };
}

async function sessionOf(
  { stores, sessions, now }: Pick<DemoPorts, 'stores' | 'sessions' | 'now'>,
  { projectId }: DemoSite,
  token: string,
): Promise<DemoSession> {
  const [session, settings] = await Promise.all([
    isSessionToken(token) ? sessions.find(projectId, token) : null,
    stores.settings.read(projectId),
  ]);
  const threshold = settings.likely_bot_threshold;
  if (session === null) return { ...unknown, threshold };
  // The demo's account has no rules.
  const { band, action } = explainDecision(session, { settings, rules: [] }, now());
  return { verdict: band, action, threshold, ...shown(session) };
}

const unknown = {
  verdict: 'not_computed',
  score: 0,
  action: 'allow',
  reasons: [],
  probe: { passed: null, tells: [] },
  sent: { windows: 0, counts: {} },
  history: [],
  scored_at: null,
} satisfies Omit<DemoSession, 'threshold'>;

/** Only what the page shows: not even to the visitor their address. */
function shown(session: SessionRecord): Omit<DemoSession, 'verdict' | 'action' | 'threshold'> {
  const { score, jsPassed, tells, windows, history, scoredAtMs } = session;
  return {
    score,
    reasons: session.reasons.map(reasonOf),
    probe: { passed: jsPassed, tells: [...tells] },
    sent: { windows: windows?.windows ?? 0, counts: countsOf(windows) },
    history: history.map((entry) => ({ at: entry.at, score: entry.score })),
    scored_at: new Date(scoredAtMs).toISOString(),
  };
}

function reasonOf({ id, ...reason }: SessionReason): DemoSession['reasons'][number] {
  const detection = id === null ? undefined : detectionOf(id);
  const { engine = null, sentence = null } = detection ?? {};
  return { detection_id: id, engine, sentence, ...reason };
}

const countsOf = (windows: SessionRecord['windows']) =>
  (windows?.counts ?? {}) as DemoSession['sent']['counts'];
