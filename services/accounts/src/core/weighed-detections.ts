import type { SessionReason, SessionRecord } from './session-record.ts';

/** What one detection took off a score; nulls where scoring kept no reason for it. */
export interface WeighedDetection {
  readonly id: number;
  readonly points: number | null;
  /** Of the strongest measure that spoke for it. */
  readonly evidence: string | null;
}

/** Each detection once, however many measures speak for it, strongest first as scoring had them. */
export function weighedDetections({
  detectionIds,
  reasons,
}: Pick<SessionRecord, 'detectionIds' | 'reasons'>): WeighedDetection[] {
  const strength = (id: number) => reasons.findIndex((reason) => reason.id === id);
  return [...detectionIds]
    .sort((left, right) => strength(left) - strength(right))
    .map((id) => {
      const named = reasons.filter((reason) => reason.id === id);
      return { id, points: pointsOf(named), evidence: named[0]?.evidence ?? null };
    });
}

/** The points of all its measures; a hard score, which is above 0, is no sum. */
function pointsOf(reasons: readonly SessionReason[]): number | null {
  const [first] = reasons;
  if (first === undefined) return null;
  if (first.points > 0) return first.points;
  return Math.round(10 * reasons.reduce((sum, { points }) => sum + points, 0)) / 10;
}
