import { describe } from '@jest/globals';
import { canInstall, gatewayPrograms, missingPrograms } from '../local/programs.ts';

const available = missingPrograms(gatewayPrograms).length === 0 || canInstall();

/** Suites that run the gateway's program; skipped where it can neither be found nor installed. */
export const describeGateway = available ? describe : describe.skip;
