import { connectDatabase } from '@botect/database';
import { policySourceContract } from './policy-source.contract.ts';

policySourceContract('policy source on the embedded database', () => connectDatabase({ migrate: true }));
