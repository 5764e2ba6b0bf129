import { embeddedDatabase } from '@botect/testkit';
import { storesContract } from './stores.contract.ts';

storesContract(() => embeddedDatabase('accounts'));
