import { type Claim, type FirstHolders, hash32 } from '@botect/cache';
import { sessionKey } from '@botect/contracts';
import { othersAmong, placeOf } from '../core/motion-memory.ts';
import type { CompareMotion, ShownMotion } from '../ports.ts';

/** Strokes compared in one fetch; more come from no visitors, and would keep the cache busy. */
const strokesMax = 1_024;
/** Of one session in one fetch: three minutes of movement. */
const strokesOfSessionMax = 256;

/** One round trip a fetch. A stroke claims the slot of its own hash, and looks at those of its others. */
export function compareMotionInCache(holders: FirstHolders): CompareMotion {
  return async (shown) => {
    const asked = withinBounds(shown).map((one) => ({
      ...one,
      session: hash32(sessionKey(one.projectId, one.token)),
    }));
    const claims = asked.flatMap(({ projectId, strokes, session }) =>
      strokes.flatMap((hashes) => claimsOf(projectId, hashes, session)),
    );
    let answers: readonly (number | null)[];
    try {
      answers = await holders.claim(claims);
    } catch {
      return null;
    }
    let at = 0;
    return asked.map(({ strokes, session }) =>
      strokes.map((hashes) => {
        const found = answers.slice(at, at + hashes.length);
        at += hashes.length;
        return othersAmong(found, session);
      }),
    );
  };
}

function withinBounds(shown: readonly ShownMotion[]): ShownMotion[] {
  let left = strokesMax;
  return shown.map((one) => {
    const strokes = one.strokes.slice(0, Math.min(left, strokesOfSessionMax));
    left -= strokes.length;
    return { ...one, strokes };
  });
}

/** The stroke's own hash comes last: it may take the place of what the others look for. */
function claimsOf(projectId: number, [own, ...near]: readonly number[], session: number): Claim[] {
  const claimOf = (hash: number, holder: number | null): Claim => {
    const { slot, tag } = placeOf(hash);
    const key = Buffer.allocUnsafe(7);
    key.writeUInt32BE(projectId);
    key.writeUIntBE(slot, 4, 3);
    return { key, tag, holder };
  };
  const looks = near.map((hash) => claimOf(hash, null));
  return own === undefined ? looks : [...looks, claimOf(own, session)];
}
