import { z } from 'zod';
import { emailSchema, memberInviteSchema } from '../people.ts';
import { operationsOf } from './operation.ts';
import { roles } from './permissions.ts';
import { portal, portalBody, without } from './portal-body.ts';
import { timestampSchema } from './text.ts';

/** `owner` is known, and refused by its own key: nobody is made one. */
const role = z.enum(roles);
const { name } = memberInviteSchema.shape;

export const portalUserCreateSchema = portalBody({ email: emailSchema, name, role });
export const portalUserUpdateSchema = portalBody({
  email: emailSchema,
  name: name.optional(),
  userType: role.optional(),
  marketingPreferences: without('this platform sends no advertising'),
});
export const portalUserDeleteSchema = portalBody({ email: emailSchema });

export const portalUserSchema = z.object({
  email: z.string(),
  name: z.string(),
  role: z.enum(roles),
  createdAt: timestampSchema,
});
export type PortalUser = Readonly<z.infer<typeof portalUserSchema>>;

/** With the code the person gets in by, shown this once; nobody mails it. */
const invitedSchema = portalUserSchema.extend({ invitationCode: z.string() });

const deletedSchema = z.object({ success: z.literal(true), deletedUserEmail: z.string() });

const users = { ...portal, tag: 'Portal: users' } as const;
const exampleUser = {
  email: 'grace@example.com',
  name: 'Grace',
  role: 'viewer' as const,
  createdAt: '2026-06-14T10:00:00.000Z',
};

export const portalUserOperations = operationsOf({
  getPortalUsers: {
    ...users,
    method: 'GET',
    path: '/users/get',
    summary: 'The people of the account',
    permission: 'getUsers',
    answer: { outcome: 'ok', schema: z.array(portalUserSchema) },
    example: { answer: [exampleUser] },
  },
  createPortalUser: {
    ...users,
    path: '/users/create',
    summary: 'Invite a person',
    permission: 'createUser',
    body: portalUserCreateSchema,
    answer: { outcome: 'ok', schema: invitedSchema },
    problems: ['INVALID_PAYLOAD', 'OWNER_PROTECTED', 'USER_EXISTS'],
    example: {
      body: { email: exampleUser.email, name: exampleUser.name, role: exampleUser.role },
      answer: { ...exampleUser, invitationCode: 'bic_9aQexampleexampleexampleexample1' },
    },
  },
  updatePortalUser: {
    ...users,
    method: 'PUT',
    path: '/users/update',
    summary: 'Change a person’s name or role',
    permission: 'updateUser',
    body: portalUserUpdateSchema,
    answer: { outcome: 'ok', schema: portalUserSchema },
    problems: ['INVALID_PAYLOAD', 'NOT_FOUND', 'OWNER_PROTECTED'],
    example: { body: { email: exampleUser.email, userType: 'viewer' }, answer: exampleUser },
  },
  deletePortalUser: {
    ...users,
    path: '/users/delete',
    summary: 'Take a person out of the account',
    permission: 'deleteUser',
    body: portalUserDeleteSchema,
    answer: { outcome: 'ok', schema: deletedSchema },
    problems: ['INVALID_PAYLOAD', 'NOT_FOUND', 'OWNER_PROTECTED', 'OWN_USER', 'LAST_USER'],
    example: {
      body: { email: exampleUser.email },
      answer: { success: true, deletedUserEmail: exampleUser.email },
    },
  },
});
