import { type Account, type Operation, type Permission, Problem } from '@botect/contracts';
import type { Reply, Request, Route } from '@botect/http';
import { projectIdOf } from '../../core/project-id.ts';
import type { Caller, Ports } from '../../ports/index.ts';
import { callerOf } from './credentials.ts';
import { placeOf, takeBurst, takeCall } from './rate.ts';
import { type AccountVisit, commitOf, type ProjectVisit, type Visit } from './visit.ts';

type Handle<Given> = (given: Given) => Promise<Reply>;

/** Binds a handler to the operation it does. What an operation asks of its caller is checked before the handler is called. */
export interface Gate {
  /** Nobody in particular; limited by address all the same. */
  open(operation: Operation, handle: Handle<Request>): Route;
  /** A live credential. */
  caller(operation: Operation, handle: Handle<Visit>): Route;
  /** … for an account, with the operation's permission. */
  account(operation: Operation, handle: Handle<AccountVisit>): Route;
  /** … which owns the project in the path. */
  project(operation: Operation, handle: Handle<ProjectVisit>): Route;
}

/** In this order: address limit, credential, key limit, account, permission, project, subscription. */
export function gateOf(ports: Ports): Gate {
  const admit = async (request: Request) => {
    await takeCall(request, ports.limits.address, placeOf(request));
    const caller = await callerOf(request, ports);
    await takeBurst(ports.limits.burst, caller.actor.id);
    await takeCall(request, ports.limits.key, caller.actor.id);
    return { request, caller };
  };
  const inAccount = async (operation: Operation, request: Request): Promise<AccountVisit> => {
    const visit = await admit(request);
    const account = accountOf(visit.caller);
    requirePermission(visit.caller, operation.permission);
    return { ...visit, account, commit: commitOf(ports, { ...visit, account }) };
  };
  return {
    open: (operation, handle) =>
      routeOf(operation, async (request) => {
        await takeCall(request, ports.limits.address, placeOf(request));
        return handle(request);
      }),
    caller: (operation, handle) => routeOf(operation, async (request) => handle(await admit(request))),
    account: (operation, handle) =>
      routeOf(operation, async (request) => {
        const visit = await inAccount(operation, request);
        if (visit.caller.projectId !== null) throw new Problem('FORBIDDEN', 'This key is for one project.');
        requireSubscription(operation, visit.caller);
        return handle(visit);
      }),
    project: (operation, handle) =>
      routeOf(operation, async (request) => {
        const visit = await inAccount(operation, request);
        const projectId = await ownProject(ports, { ...visit, operation });
        requireSubscription(operation, visit.caller);
        return handle({ ...visit, projectId });
      }),
  };
}

function routeOf(operation: Operation, handle: Handle<Request>): Route {
  const { method, path, surface = 'bare', body } = operation;
  return {
    method,
    path: path.replaceAll(/\{(\w+)\}/g, ':$1'),
    surface,
    // What reads no body does not mind what is sent.
    ...(body === undefined && { accepts: 'anything' as const }),
    handle,
  };
}

function accountOf({ account }: Caller): Account {
  if (account !== null) return account;
  throw new Problem('FORBIDDEN', 'The token is not bound to an account its user can access.');
}

function requirePermission({ permissions }: Caller, needed: Permission | undefined): void {
  if (needed === undefined || permissions.has(needed)) return;
  throw new Problem('FORBIDDEN', `This credential lacks the permission ${needed}.`);
}

function requireSubscription({ needsSubscription }: Operation, { suspended }: Caller): void {
  if (needsSubscription && suspended)
    throw new Problem('NO_ACTIVE_SUBSCRIPTION', 'The account is suspended.');
}

interface ProjectAsked extends AccountVisit {
  readonly operation: Operation;
}

async function ownProject({ stores }: Ports, { request, caller, account, operation }: ProjectAsked) {
  const projectId = projectIdOf(request.param('project'));
  const bound = caller.projectId === null || caller.projectId === projectId;
  if (projectId !== null && bound && (await stores.projects.find(account.id, projectId))) return projectId;
  // The same words for a project of somebody else and for none, so that ids cannot be probed.
  if (operation.surface === 'envelope') throw new Problem('NOT_FOUND', 'There is no such project.');
  throw new Problem('FORBIDDEN', 'The project does not belong to the account of this token.');
}
