import { type Member, memberUpdateSchema, Problem } from '@botect/contracts';
import { noContent, ok, type Reply, readJson } from '@botect/http';
import type { z } from 'zod';
import type { Person, Ports, Stores } from '../../ports/index.ts';
import type { AccountVisit } from '../gate/visit.ts';
import { actingPerson } from '../keys/granting.ts';
import { memberOf, noted, protectOwner, refuseBeyond } from './member.ts';

/** `GET /v1/users`: everybody in the account, a bare array by ascending id. */
export function listUsers({ stores }: Pick<Ports, 'stores'>) {
  return async ({ account }: AccountVisit): Promise<Reply> => {
    const people = await stores.people.members.list(account.id);
    return ok(people.map(({ member }) => member));
  };
}

/** `PATCH /v1/users/{user}`: what is named changes. */
export async function changeUser(visit: AccountVisit): Promise<Reply> {
  const wanted = readJson(visit.request, memberUpdateSchema);
  return changeMember(visit, { wanted, find: (stores) => memberOf(stores, visit), answer: ok });
}

interface MemberChange {
  readonly wanted: z.output<typeof memberUpdateSchema>;
  readonly find: (stores: Stores) => Promise<Person>;
  readonly answer: (member: Member) => Reply;
}

/** Changes a person, whichever surface that is asked on. */
export function changeMember(
  { account, caller, commit }: AccountVisit,
  { wanted: { name, role }, find, answer }: MemberChange,
): Promise<Reply> {
  return commit(async (stores) => {
    const { member, elsewhere } = await find(stores);
    if (role !== undefined) {
      for (const one of [member.role, role]) protectOwner(one);
      for (const one of [member.role, role]) refuseBeyond(caller, one);
      await stores.people.members.setRole({ accountId: account.id, userId: member.id }, role);
    }
    const own = member.id === caller.user?.id;
    if (name !== undefined && !own) protectOwner(member.role);
    if (name !== undefined && (own || !elsewhere)) await stores.people.users.change(member.id, { name });
    else if (name !== undefined && name !== member.name)
      throw new Problem('FORBIDDEN', 'Only this person can change their name.', {
        portalKey: 'PORTAL.CANNOT_MODIFY_USER',
      });
    const { member: after } = await find(stores);
    const change = { before: noted(member), after: noted(after) };
    return {
      reply: answer(after),
      audit: { action: 'user.changed', subject: 'user', subjectId: member.id, ...change },
    };
  });
}

/** `DELETE /v1/users/{user}`: logins and account tokens of the person for this account are dead at once. */
export async function removeUser(visit: AccountVisit): Promise<Reply> {
  return removeMember(visit, { find: (stores) => memberOf(stores, visit), answer: () => noContent });
}

/** Takes a person out of the account, whichever surface that is asked on. */
export function removeMember(
  { account, caller, commit }: AccountVisit,
  { find, answer }: Omit<MemberChange, 'wanted'>,
): Promise<Reply> {
  return commit(async (stores) => {
    const { member } = await find(stores);
    protectOwner(member.role);
    if (member.id === caller.user?.id) throw new Problem('OWN_USER', 'Nobody removes themselves.');
    const id = { accountId: account.id, userId: member.id };
    if (!(await stores.people.members.remove(id, actingPerson(caller))))
      throw new Problem('LAST_USER', 'Nobody would be left in the account.');
    const before = noted(member);
    return {
      reply: answer(member),
      audit: { action: 'user.removed', subject: 'user', subjectId: member.id, before },
    };
  });
}
