import {
  type Member,
  type PortalUser,
  Problem,
  portalUserCreateSchema,
  portalUserDeleteSchema,
  portalUserUpdateSchema,
} from '@botect/contracts';
import { ok, type Reply, readJson } from '@botect/http';
import type { Person, Ports, Stores } from '../../ports/index.ts';
import type { AccountVisit } from '../gate/visit.ts';
import { inviteMember } from '../people/invite-user.ts';
import { protectOwner } from '../people/member.ts';
import { changeMember, removeMember } from '../people/users.ts';

/** `GET /users/get`. */
export function getPortalUsers({ stores }: Pick<Ports, 'stores'>) {
  return async ({ account }: AccountVisit): Promise<Reply> => {
    const people = await stores.people.members.list(account.id);
    return ok(people.map(({ member }) => userOf(member)));
  };
}

/** `POST /users/create`: with the code the person gets in by, which nobody mails. */
export function createPortalUser(ports: Pick<Ports, 'secrets'>) {
  return async (visit: AccountVisit): Promise<Reply> => {
    const { email, name, role } = readJson(visit.request, portalUserCreateSchema);
    return inviteMember(ports, visit, {
      invite: { email, name, role },
      answer: (invited) => ok({ ...userOf(invited), invitationCode: invited.invitation_code }),
    });
  };
}

/** `PUT /users/update`. */
export async function updatePortalUser(visit: AccountVisit): Promise<Reply> {
  const { email, name, userType: role } = readJson(visit.request, portalUserUpdateSchema);
  return changeMember(visit, {
    wanted: { name, role },
    find: async (stores) => {
      const person = await personOf(stores, visit, email);
      protectOwner(person.member.role);
      return person;
    },
    answer: (member) => ok(userOf(member)),
  });
}

/** `POST /users/delete`. */
export async function deletePortalUser(visit: AccountVisit): Promise<Reply> {
  const { email } = readJson(visit.request, portalUserDeleteSchema);
  return removeMember(visit, {
    find: (stores) => personOf(stores, visit, email),
    answer: (member) => ok({ success: true, deletedUserEmail: member.email }),
  });
}

async function personOf({ people }: Stores, { account }: AccountVisit, email: string): Promise<Person> {
  const persons = await people.members.list(account.id);
  const person = persons.find(({ member }) => member.email === email);
  if (person !== undefined) return person;
  throw new Problem('NOT_FOUND', 'There is no such user.', { portalKey: 'GENERAL.ACCOUNT_NOT_FOUND' });
}

const userOf = ({ email, name, role, created_at: createdAt }: Member): PortalUser => ({
  email,
  name,
  role,
  createdAt,
});
