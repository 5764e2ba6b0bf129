import { z } from 'zod';
import { roles } from './api/permissions.ts';
import { isPrintable, noControls, printableText, timestampSchema } from './api/text.ts';
import { accountSchema, userSchema } from './projects.ts';

export const passwordBytes = { min: 12, max: 72 } as const;

const bytesOf = (text: string) => Buffer.byteLength(text);

/** A password somebody chooses: 72 bytes are all that bcrypt reads, so that anything longer would promise too much. */
export const passwordSchema = z
  .string()
  .max(passwordBytes.max)
  .refine(isPrintable, noControls)
  .refine((text) => bytesOf(text) >= passwordBytes.min && bytesOf(text) <= passwordBytes.max, {
    error: `must be ${passwordBytes.min} to ${passwordBytes.max} bytes long`,
  });

/** An address as it is kept: one person has one, whatever case they write it in. */
export const emailSchema = z.email().max(254).toLowerCase();

const nameSchema = printableText(120);
/** A one-time code, a password or an address as tried: whatever it is, it is right or it is not. */
const attempt = (lengthMax: number) => z.string().min(1).max(lengthMax);
const codeSchema = attempt(200);

export const memberSchema = z.object({
  id: z.int(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  /** Invited until the person has accepted. */
  status: z.enum(['invited', 'active']),
  /** When the person was added to the account. */
  created_at: timestampSchema,
});
/** A person in an account. */
export type Member = Readonly<z.infer<typeof memberSchema>>;

export const memberInviteSchema = z.strictObject({
  email: emailSchema,
  name: nameSchema,
  role: z.enum(roles),
});
export type MemberInvite = Readonly<z.infer<typeof memberInviteSchema>>;

/** What an account is opened with. */
export const newAccountSchema = z.strictObject({ email: emailSchema, accountName: nameSchema });

export const memberUpdateSchema = z.strictObject({
  name: nameSchema.optional(),
  role: z.enum(roles).optional(),
});

/** Answer to an invitation: the code is shown this once. */
export const memberInvitedSchema = memberSchema.extend({
  invitation_code: z.string(),
  expires_at: timestampSchema,
});

export const signUpSchema = z.strictObject({
  code: codeSchema,
  name: nameSchema,
  email: emailSchema,
  password: passwordSchema,
});

export const invitationAcceptSchema = z.strictObject({
  code: codeSchema,
  password: passwordSchema,
  name: nameSchema.optional(),
});

export const logInSchema = z.strictObject({
  email: printableText(254).toLowerCase(),
  password: attempt(1_000),
  account: z.int().min(1).max(2_147_483_647).optional(),
});

export const passwordChangeSchema = z.strictObject({
  current_password: attempt(1_000),
  new_password: passwordSchema,
});

/** Answer to everything that lets a person in; the cookie comes beside it. */
export const loggedInSchema = z.object({ user: userSchema, account: accountSchema });

export const accountUpdateSchema = z.strictObject({ name: nameSchema });
