import type { Band, RulePreviewed } from '@botect/contracts';

/** A session that was evaluated, as a preview shows it. */
type Shown = RulePreviewed['sample'][number];

/** What a preview says when it has seen the sessions it was given. */
export interface PreviewTally {
  add(session: Shown, matches: boolean): void;
  /** `verified_passed` counts what matches and no rule is asked about. */
  result(): Pick<RulePreviewed, 'evaluated' | 'matched' | 'verified_passed' | 'by_band' | 'sample'>;
}

/** Counts the matches by band, and keeps the first of them. */
export function previewTally(sampleMax: number, allowVerified: boolean): PreviewTally {
  const byBand: Record<Band, number> = {
    not_computed: 0,
    definite: 0,
    likely_automated: 0,
    likely_human: 0,
    verified: 0,
  };
  const sample: Shown[] = [];
  let evaluated = 0;
  let matched = 0;
  let verifiedPassed = 0;
  return {
    add(session, matches) {
      evaluated += 1;
      if (!matches) return;
      if (allowVerified && session.band === 'verified') {
        verifiedPassed += 1;
        return;
      }
      matched += 1;
      byBand[session.band] += 1;
      if (sample.length < sampleMax) sample.push(session);
    },
    result: () => ({ evaluated, matched, verified_passed: verifiedPassed, by_band: byBand, sample }),
  };
}

/** What only the request the site is about to answer can tell; a kept session is none. */
const ofTheRequest = new Set(['path', 'static_resource']);
/** What a session has only where somebody told it. */
const toldBySome = new Set(['country', 'logged_in']);

/** The fields of an expression that are unknown in every session looked at; `told` are those of them that some session had. */
export function unknownFields(fields: Iterable<string>, told: ReadonlySet<string>): string[] {
  return [...new Set(fields)].filter(
    (field) => ofTheRequest.has(field) || (toldBySome.has(field) && !told.has(field)),
  );
}
