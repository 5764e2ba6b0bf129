import { type Account, Problem } from '@botect/contracts';
import type { Reply, Request } from '@botect/http';
import { projectIdOf } from '../core/project-id.ts';
import type { Caller, Ports } from '../ports.ts';

type Handle = (request: Request) => Promise<Reply>;
type Given<Subject> = (subject: Subject, request: Request) => Promise<Reply>;

/** What a route may ask of its caller, each more than the one before; the handler is given what was found. */
export interface Admission {
  /** A live token. */
  withCaller(handle: Given<Caller>): Handle;
  /** … bound to an account the user still belongs to. */
  withAccount(handle: Given<Account>): Handle;
  /** … which owns the project in the path; the handler gets its id. */
  withProject(handle: Given<number>): Handle;
  /** … and is not suspended. */
  withActiveProject(handle: Given<number>): Handle;
}

export function admission({ findCaller, projects }: Pick<Ports, 'findCaller' | 'projects'>): Admission {
  const admit = async (request: Request) => {
    const token = request.bearer();
    return known(token === null ? null : await findCaller(token));
  };
  const ownProject = async (caller: Caller, request: Request) => {
    const { id } = accountOf(caller);
    const projectId = projectIdOf(request.param('project'));
    if (projectId !== null && (await projects.owns(id, projectId))) return projectId;
    // The same words for a project of somebody else and for none, so that ids cannot be probed.
    throw new Problem('FORBIDDEN', 'The project does not belong to the account of this token.');
  };
  return {
    withCaller: (handle) => async (request) => handle(await admit(request), request),
    withAccount: (handle) => async (request) => handle(accountOf(await admit(request)), request),
    withProject: (handle) => async (request) =>
      handle(await ownProject(await admit(request), request), request),
    withActiveProject: (handle) => async (request) => {
      const caller = await admit(request);
      const projectId = await ownProject(caller, request);
      if (caller.suspended) throw new Problem('NO_ACTIVE_SUBSCRIPTION', 'The account is suspended.');
      return handle(projectId, request);
    },
  };
}

function known(caller: Caller | null): Caller {
  if (caller !== null) return caller;
  throw new Problem('UNAUTHENTICATED', 'A valid account token is needed: Authorization: Bearer <token>.');
}

function accountOf({ account }: Caller): Account {
  if (account !== null) return account;
  throw new Problem('FORBIDDEN', 'The token is not bound to an account its user can access.');
}
