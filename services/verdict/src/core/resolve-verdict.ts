import type { Action, Band, BotSettings, ScoredSession, Verdict } from '@botect/contracts';
import { bandOf } from './band.ts';
import { isStaticResource } from './static-resource.ts';

/** What the project decided about its visitors. */
export interface Decisions {
  readonly settings: BotSettings;
  readonly likelyBotThreshold: number;
}

/** The request the site is about to answer. */
export interface RequestContext {
  readonly path: string | null;
}

/** Sentence of a detection. */
export type SentenceOf = (detectionId: number) => string | undefined;

/** Held against a session whose score lies below the threshold although nothing was detected. */
export const belowThreshold = 9001;

/**
 * Turns a score into an answer, in this order: verified bots that are allowed, static resources that are skipped,
 * toggles, allow. (The project's rules will stand between the second and the third.)
 */
export function resolveVerdict(
  session: ScoredSession,
  { settings, likelyBotThreshold }: Decisions,
  { context, sentenceOf }: { readonly context: RequestContext; readonly sentenceOf: SentenceOf },
): Verdict {
  const band = bandOf(session.score, session.verifiedCategory !== null, likelyBotThreshold);
  const ids =
    band === 'likely_automated' && session.detectionIds.length === 0
      ? [belowThreshold]
      : session.detectionIds;
  return {
    verdict: band,
    score: session.score,
    action: actionOf(band, settings, context),
    detection_ids: ids,
    reason: reasonOf(
      band,
      session,
      ids.flatMap((id) => sentenceOf(id) ?? []),
    ),
  };
}

function actionOf(band: Band, settings: BotSettings, { path }: RequestContext): Action {
  if (band === 'verified' && settings.allow_verified) return 'allow';
  if (!settings.protect_static && isStaticResource(path)) return 'allow';
  if (band === 'definite' && settings.block_definite) return 'block';
  if (band === 'likely_automated' && settings.challenge_likely) return 'challenge';
  return 'allow';
}

/** The strongest detections come first; more than three sentences are no longer a summary. */
const sentencesMax = 3;

function reasonOf(band: Band, session: ScoredSession, sentences: readonly string[]): string {
  if (band === 'verified') return `Verified bot (${session.verifiedCategory}).`;
  if (sentences.length > 0) return sentences.slice(0, sentencesMax).join(' ');
  return 'No bot signals; natural interaction profile.';
}
