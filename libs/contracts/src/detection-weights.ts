/**
 * Points a detection adds to the neutral 50, or takes off; at most where they depend on what was measured. A detection that
 * is not here has no points: it is a hard score (a declared tool scores 1), or it only deepens a doubt that others raised.
 * Scoring holds the points it gives; its tests hold both to the same numbers.
 */
export const detectionWeights: Readonly<Record<number, number>> = {
  // Where the request speaks for itself; a hard score instead when several agree.
  1010: -8,
  1011: -8,
  1012: -8,
  1013: -8,
  1020: -10,
  3001: -15,
  3002: -30,
  3003: -15,
  3004: -15,
  3005: -25,
  3006: -20,
  3010: -45,
  3011: -35,
  3012: -35,
  3013: -40,
  3014: -35,
  3015: -40,
  3016: -35,
  3017: -5,
  3018: -8,
  3019: -8,
  3020: -12,
  3021: -45,
  3022: -25,
  3023: -30,
  3024: -35,
  3025: -15,
  3030: -45,
  3031: -15,
  3032: -60,
};
