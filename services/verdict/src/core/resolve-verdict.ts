import type { ScoredSession, Verdict } from '@botect/contracts';
import type { Decision } from '@botect/rules';

/** Sentence of a detection. */
export type SentenceOf = (detectionId: number) => string | undefined;

/** Held against a session whose score lies below the threshold although nothing was detected. */
export const belowThreshold = 9001;
/** Held against a session a rule stopped although nothing was detected. */
export const matchedRule = 9002;

const none: readonly number[] = [];

/** Puts what was decided of a session into the five fields of the answer. */
export function resolveVerdict(session: ScoredSession, decision: Decision, sentenceOf: SentenceOf): Verdict {
  const { band, action } = decision;
  const ids = session.detectionIds.length > 0 ? session.detectionIds : ownIds(decision);
  const told = ids.filter((id) => id !== matchedRule).sort((a, b) => Number(isProbe(a)) - Number(isProbe(b)));
  const sentences = told.flatMap((id) => sentenceOf(id) ?? []);
  const reason = reasonOf(session, decision, sentences);
  return { verdict: band, score: session.score, action, detection_ids: ids, reason };
}

/** Nothing was detected: what else is held against the visitor, for whoever is banded or stopped is told why. */
function ownIds({ band, action, rule }: Decision): readonly number[] {
  if (band === 'likely_automated') return [belowThreshold];
  return rule === null || action === 'allow' ? none : [matchedRule];
}

/** What the page's own probe saw decides nothing, so that it must not crowd out what did. */
const isProbe = (id: number): boolean => id >= 2_000 && id < 3_000;

/** More than three sentences are no longer a summary. */
const sentencesMax = 3;

function reasonOf(session: ScoredSession, { band, rule }: Decision, sentences: readonly string[]): string {
  const evidence =
    band === 'verified'
      ? `Verified bot (${session.verifiedCategory}).`
      : sentences.slice(0, sentencesMax).join(' ');
  if (rule !== null) return `Matched rule "${rule.name}". ${evidence}`.trimEnd();
  return evidence === '' ? 'No bot signals; natural interaction profile.' : evidence;
}
