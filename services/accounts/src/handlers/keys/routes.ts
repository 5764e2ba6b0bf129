import { projectKeyOperations, tokenOperations, workspaceKeyOperations } from '@botect/contracts';
import type { Route } from '@botect/http';
import type { Ports } from '../../ports/index.ts';
import type { Gate } from '../gate/gate.ts';
import { changeToken } from './change-token.ts';
import { createToken } from './create-token.ts';
import { createProjectKey, listProjectKeys, revokeProjectKey } from './project-keys.ts';
import { listTokens, showToken } from './read-tokens.ts';
import { revokeToken, revokeWorkspaceKey } from './revoke-key.ts';
import { createWorkspaceKey, listWorkspaceKeys } from './workspace-keys.ts';

export const keyRoutes = (gate: Gate, ports: Ports): Route[] => [
  gate.account(tokenOperations.listTokens, listTokens(ports)),
  gate.account(tokenOperations.createToken, createToken(ports)),
  gate.account(tokenOperations.showToken, showToken(ports)),
  gate.account(tokenOperations.changeToken, changeToken),
  gate.account(tokenOperations.revokeToken, revokeToken),
  gate.account(workspaceKeyOperations.listWorkspaceKeys, listWorkspaceKeys(ports)),
  gate.account(workspaceKeyOperations.createWorkspaceKey, createWorkspaceKey(ports)),
  gate.account(workspaceKeyOperations.revokeWorkspaceKey, revokeWorkspaceKey),
  gate.project(projectKeyOperations.listProjectKeys, listProjectKeys(ports)),
  gate.project(projectKeyOperations.createProjectKey, createProjectKey(ports)),
  gate.project(projectKeyOperations.revokeProjectKey, revokeProjectKey),
];
