import { embeddedDatabase } from '@botect/testkit';
import { policySourceContract } from './policy-source.contract.ts';

policySourceContract('policy source on the embedded database', embeddedDatabase);
