import { type PortalKey, Problem, type ProblemCode } from '@botect/contracts';

/** Gives problems of one code the portal's own name for it, where the portal tells apart what is one code elsewhere. */
export function renamed(code: ProblemCode, portalKey: PortalKey) {
  return async <Outcome>(work: Promise<Outcome>): Promise<Outcome> => {
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== code) throw error;
      throw new Problem(code, error.message, { faults: error.faults, portalKey });
    }
  };
}
