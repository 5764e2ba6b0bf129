import { connectDatabase } from '@botect/database';
import { storesContract } from './stores.contract.ts';

storesContract(() => connectDatabase({ migrate: true }));
