import { loginOperations, accountOperations as operations } from '@botect/contracts';
import type { Route } from '@botect/http';
import type { Gate } from '../gate/gate.ts';
import { renameAccount } from './rename-account.ts';
import { showAccount, showUser } from './show-caller.ts';

export const accountRoutes = (gate: Gate): Route[] => [
  gate.caller(operations.showUser, showUser),
  gate.account(operations.showAccount, showAccount),
  gate.account(loginOperations.renameAccount, renameAccount),
];
