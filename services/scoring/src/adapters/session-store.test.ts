import { connectDatabase } from '@botect/database';
import { sessionStoreContract } from './session-store.contract.ts';

sessionStoreContract(() => connectDatabase({ migrate: true }));
