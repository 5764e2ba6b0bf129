import { loginOperations, peopleOperations as operations } from '@botect/contracts';
import type { Route } from '@botect/http';
import type { Ports } from '../../ports/index.ts';
import type { Gate } from '../gate/gate.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { inviteUser, renewInvitation } from './invite-user.ts';
import { logIn } from './log-in.ts';
import { changePassword, logOut } from './own-login.ts';
import { signUp } from './sign-up.ts';
import { changeUser, listUsers, removeUser } from './users.ts';

export const peopleRoutes = (gate: Gate, ports: Ports): Route[] => [
  gate.open(loginOperations.signUp, signUp(ports)),
  gate.open(loginOperations.acceptInvitation, acceptInvitation(ports)),
  gate.open(loginOperations.logIn, logIn(ports)),
  gate.account(loginOperations.logOut, logOut),
  gate.account(loginOperations.changePassword, changePassword(ports)),
  gate.account(operations.listUsers, listUsers(ports)),
  gate.account(operations.inviteUser, inviteUser(ports)),
  gate.account(operations.changeUser, changeUser),
  gate.account(operations.removeUser, removeUser),
  gate.account(operations.renewInvitation, renewInvitation(ports)),
];
