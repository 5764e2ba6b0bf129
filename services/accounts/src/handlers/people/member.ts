import { type Member, Problem, type Role, rolePermissions } from '@botect/contracts';
import { beyond } from '../../core/grants.ts';
import { projectIdOf as idOf } from '../../core/project-id.ts';
import type { Caller, Person, Stores } from '../../ports/index.ts';
import type { AccountVisit } from '../gate/visit.ts';

/** The person a path names. Throws NOT_FOUND, whether the person is of another account or of none. */
export async function memberOf({ people }: Stores, { request, account }: AccountVisit): Promise<Person> {
  const id = idOf(request.param('user'));
  const persons = id === null ? [] : await people.members.list(account.id);
  const person = persons.find(({ member }) => member.id === id);
  if (person !== undefined) return person;
  throw new Problem('NOT_FOUND', 'There is no such user.');
}

/** Throws OWNER_PROTECTED for the owner, and for whoever would become it. */
export function protectOwner(role: Role): void {
  if (role !== 'owner') return;
  throw new Problem('OWNER_PROTECTED', 'Nobody makes, changes or removes the owner.');
}

/** Throws FORBIDDEN where somebody would be let in who may do more than the one who lets them in. */
export function refuseBeyond({ permissions }: Caller, role: Role): void {
  const [lacking] = beyond(rolePermissions[role], permissions);
  if (lacking === undefined) return;
  throw new Problem(
    'FORBIDDEN',
    `The role ${role} has the permission ${lacking}, which this credential lacks.`,
  );
}

/** What the audit keeps of a person. */
export const noted = ({ name, email, role }: Member) => ({ name, email, role });
