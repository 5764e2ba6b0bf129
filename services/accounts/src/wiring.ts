import type { Route } from '@botect/http';
import { type Connections, connectPorts } from './adapters/connect-ports.ts';
import { admission } from './handlers/admission.ts';
import { createProject } from './handlers/create-project.ts';
import { enableScoring } from './handlers/enable-scoring.ts';
import { firstStart } from './handlers/first-start.ts';
import { listProjects } from './handlers/list-projects.ts';
import { rotateKey } from './handlers/rotate-key.ts';
import { changeSettings, showSettings } from './handlers/scoring-settings.ts';
import { showAccount, showUser } from './handlers/show-caller.ts';

export interface AccountsConnections extends Connections {
  /** Becomes the first account's token; one is generated when absent. Without effect once there is an account. */
  readonly bootstrapToken?: string | undefined;
}

const scoring = '/v1/projects/:project/scoring';

/** Accounts: what it answers and of whom, and what to do once before listening. */
export function accounts({ bootstrapToken, ...connections }: AccountsConnections) {
  const ports = connectPorts(connections);
  const { withCaller, withAccount, withProject, withActiveProject } = admission(ports);
  const routes: Route[] = [
    { method: 'GET', path: '/user', handle: withCaller(showUser) },
    { method: 'GET', path: '/v1/account', handle: withAccount(showAccount) },
    { method: 'GET', path: '/v1/projects', handle: withAccount(listProjects(ports)) },
    { method: 'POST', path: '/v1/projects', handle: withAccount(createProject(ports)) },
    { method: 'POST', path: scoring, accepts: 'anything', handle: withProject(enableScoring(ports)) },
    { method: 'POST', path: `${scoring}/rotate`, handle: withActiveProject(rotateKey(ports)) },
    { method: 'GET', path: `${scoring}/settings`, handle: withProject(showSettings(ports)) },
    { method: 'PUT', path: `${scoring}/settings`, handle: withActiveProject(changeSettings(ports)) },
  ];
  return { routes, bootstrap: firstStart(ports, bootstrapToken) };
}
