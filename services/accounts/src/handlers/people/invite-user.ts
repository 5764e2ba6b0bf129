import { type Member, type MemberInvite, memberInviteSchema, Problem } from '@botect/contracts';
import { created, type Reply, readJson } from '@botect/http';
import type { Ports, Stores } from '../../ports/index.ts';
import type { AccountVisit } from '../gate/visit.ts';
import { memberOf, noted, protectOwner, refuseBeyond } from './member.ts';

const invitationDays = 7;

/** `POST /v1/users`: 201 with the code, which nobody mails. */
export function inviteUser(ports: Pick<Ports, 'secrets'>) {
  return async (visit: AccountVisit): Promise<Reply> =>
    inviteMember(ports, visit, {
      invite: readJson(visit.request, memberInviteSchema),
      answer: created,
    });
}

interface Inviting {
  readonly invite: MemberInvite;
  readonly answer: (invited: InvitedMember) => Reply;
}

/** Lets a person in, whichever surface that is asked on. */
export function inviteMember(
  { secrets }: Pick<Ports, 'secrets'>,
  { account, caller, commit }: AccountVisit,
  { invite, answer }: Inviting,
): Promise<Reply> {
  protectOwner(invite.role);
  refuseBeyond(caller, invite.role);
  return commit(async (stores) => {
    const person = await stores.people.members.add(account.id, invite);
    if (person === null)
      throw new Problem('USER_EXISTS', 'Somebody in the account has this address already.');
    const code = secrets.invitationCode();
    const { told, member } = await invited(stores, { ...person.member, accountId: account.id, code });
    const audit = { action: 'user.invited', subject: 'user', subjectId: member.id, after: noted(member) };
    return { reply: answer(told), audit };
  });
}

interface InvitedMember extends Member {
  readonly invitation_code: string;
  readonly expires_at: string | null;
}

/** `POST /v1/users/{user}/invitation`: a new code, for one that was lost or a password that was forgotten. */
export function renewInvitation({ secrets }: Pick<Ports, 'secrets'>) {
  return async (visit: AccountVisit): Promise<Reply> =>
    visit.commit(async (stores) => {
      const { member } = await memberOf(stores, visit);
      protectOwner(member.role);
      refuseBeyond(visit.caller, member.role);
      const code = secrets.invitationCode();
      const { told } = await invited(stores, { ...member, accountId: visit.account.id, code });
      return {
        reply: created(told),
        audit: { action: 'invitation.renewed', subject: 'user', subjectId: member.id },
      };
    });
}

interface Invited extends Member {
  readonly accountId: number;
  readonly code: string;
}

async function invited({ people }: Stores, { accountId, id: userId, code }: Invited) {
  const expires_at = await people.invitations.create({ accountId, userId }, code, invitationDays);
  // As they are now: whoever was just added is invited from the moment the code exists.
  const persons = await people.members.list(accountId);
  const [member] = persons.flatMap((person) => (person.member.id === userId ? [person.member] : []));
  if (member === undefined) throw new Error(`user ${userId} is not in account ${accountId}`);
  const told: InvitedMember = { ...member, invitation_code: code, expires_at };
  return { member, told };
}
