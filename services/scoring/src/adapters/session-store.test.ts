import { embeddedDatabase } from '@botect/testkit';
import { sessionStoreContract } from './session-store.contract.ts';

sessionStoreContract(embeddedDatabase);
