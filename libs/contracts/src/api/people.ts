import { z } from 'zod';
import { memberInvitedSchema, memberInviteSchema, memberSchema, memberUpdateSchema } from '../people.ts';
import { operationsOf } from './operation.ts';

const users = '/v1/users';
const user = `${users}/{user}`;
const people = { credential: 'account', tag: 'People' } as const;

const exampleMember = {
  id: 42,
  name: 'Ada Example',
  email: 'ada@example.com',
  role: 'viewer',
  status: 'invited',
  created_at: '2026-06-14T10:00:00.000Z',
};
const exampleInvited = {
  ...exampleMember,
  invitation_code: 'bic_4Tzexampleexampleexampleexample1',
  expires_at: '2026-06-21T10:00:00.000Z',
};

export const peopleOperations = operationsOf({
  listUsers: {
    ...people,
    method: 'GET',
    path: users,
    summary: 'Everybody in the account by ascending id',
    permission: 'getUsers',
    answer: { outcome: 'ok', schema: z.array(memberSchema) },
    example: { answer: [exampleMember] },
  },
  inviteUser: {
    ...people,
    method: 'POST',
    path: users,
    summary: 'Invite a person',
    description:
      'Nothing is mailed: hand `invitation_code` to the person, who has seven days to accept. A key invites nobody who could do more than the key.',
    permission: 'createUser',
    body: memberInviteSchema,
    answer: { outcome: 'created', schema: memberInvitedSchema },
    problems: ['INVALID_PAYLOAD', 'OWNER_PROTECTED', 'USER_EXISTS'],
    example: {
      body: { email: 'ada@example.com', name: 'Ada Example', role: 'viewer' },
      answer: exampleInvited,
    },
  },
  changeUser: {
    ...people,
    method: 'PATCH',
    path: user,
    summary: 'Change the name or the role of a person',
    description: 'Whoever is in other accounts too keeps the name they chose.',
    permission: 'updateUser',
    body: memberUpdateSchema,
    answer: { outcome: 'ok', schema: memberSchema },
    problems: ['INVALID_PAYLOAD', 'NOT_FOUND', 'OWNER_PROTECTED'],
    example: { body: { role: 'admin' }, answer: { ...exampleMember, role: 'admin', status: 'active' } },
  },
  removeUser: {
    ...people,
    method: 'DELETE',
    path: user,
    summary: 'Remove a person from the account',
    description: 'Their logins and account tokens for this account are dead at once.',
    permission: 'deleteUser',
    answer: { outcome: 'no-content' },
    problems: ['NOT_FOUND', 'OWNER_PROTECTED', 'OWN_USER', 'LAST_USER'],
  },
  renewInvitation: {
    ...people,
    method: 'POST',
    path: `${user}/invitation`,
    summary: 'Make a new code for a person who lost theirs, or forgot the password',
    description: 'Codes made before are dead. For the owner the operator of the server makes one.',
    permission: 'updateUser',
    answer: { outcome: 'created', schema: memberInvitedSchema },
    problems: ['NOT_FOUND', 'OWNER_PROTECTED'],
    example: { answer: exampleInvited },
  },
});
