import { hintsAgainst } from './client-hints.ts';
import { browserName, type DeclaredAgent } from './declared-agent.ts';
import { disorder, missingHeaders, toolInAnyOrder, toolOf } from './header-shape.ts';
import type { Opinion, Reason } from './opinion.ts';
import type { SessionSignals } from './session-signals.ts';

export const requestDetections = {
  toolShape: 1010,
  missingHeaders: 1011,
  againstHints: 1012,
  againstPage: 1013,
} as const;

/** What speaks against a session from its requests: a score when it is certain, else points off a doubtful behaviour. */
export interface RequestEvidence extends Opinion {
  readonly points: number;
}

/**
 * A tool's headers under a browser's name, and the same with a second, independent sign; headers no browser of that age leaves
 * out beside a second sign. Everything else has honest causes, each of which makes one sign alone.
 */
const [certainScore, toolScore, contradictedScore] = [1, 5, 15];
/** What each doubtful sign takes off a behaviour that is below neutral by itself. */
export const doubtPoints = 8;

type Sign = Omit<Reason, 'points'>;

/** Where the requests of a session do not fit the browser they name. Silent about everything that names none. */
export function requestContradictions(signals: SessionSignals): RequestEvidence {
  const { declared, client, hits } = signals;
  if (client === null || !declared || declared.browser === null) return silent;
  const names = client.header_names;
  const tool = toolOf(names);
  const hitTool = hits === null ? null : toolInAnyOrder(hits.headerNames);
  const shape = shapeOf(tool ?? hitTool, disorder(declared, names));
  // A tool lacks them anyway.
  const missing = tool === null && client.https ? missingHeaders(declared, names) : null;
  const hinted = hintsAgainst(declared, client.hints);
  const paged = pageAgainst(declared, signals);
  const signs = [
    sign(requestDetections.toolShape, 'tool_header_shape', shape && `${browserName(declared)} with ${shape}`),
    sign(
      requestDetections.missingHeaders,
      'missing_expected_headers',
      missing && `${browserName(declared)} without ${missing}`,
    ),
    sign(requestDetections.againstHints, 'agent_contradicts_hints', hinted),
    sign(requestDetections.againstPage, 'agent_contradicts_page', paged),
  ].flat();
  // A switched agent contradicts hints and page at once, but switching it takes no header away.
  const other = hinted !== null || paged !== null;
  if (tool !== null) return scored(other || hitTool !== null ? certainScore : toolScore, signs);
  if (missing !== null && other) return scored(contradictedScore, signs);
  const points = signs.length * doubtPoints;
  return { score: null, reasons: signs.map((one) => ({ ...one, points: -doubtPoints })), points };
}

function shapeOf(tool: string | null, order: string | null): string | null {
  return tool === null ? order : `the headers of ${tool}`;
}

const silent: RequestEvidence = { score: null, reasons: [], points: 0 };

function sign(id: number, term: string, evidence: string | null): Sign[] {
  return evidence === null ? [] : [{ id, term, evidence }];
}

function scored(score: number, signs: readonly Sign[]): RequestEvidence {
  return { score, reasons: signs.map((one) => ({ ...one, points: score })), points: 0 };
}

/** First version of Safari that counts touch points (WebKit, iOS 13). */
const touchPointsFrom = 13;

/** What the page saw of a browser that the request did not name. */
function pageAgainst(declared: DeclaredAgent, { probe, maxima }: SessionSignals): string | null {
  if (probe.tells.includes('headless_ua'))
    return `${browserName(declared)} in the request, headless in the page`;
  if (probe.tells.includes('engine_mismatch')) return `${declared.browser} with another engine`;
  const counts =
    declared.engine === 'blink' ||
    (declared.browser === 'safari' && (declared.major ?? 0) >= touchPointsFrom);
  return declared.phone && counts && maxima.max_touch_points === 0
    ? 'a telephone without a touch screen'
    : null;
}
