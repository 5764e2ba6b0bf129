import { z } from 'zod';
import { printableText, timestampSchema } from './api/text.ts';

/** As people write them; kept in one normal form, by which what names no host is found out. */
const domains = z.array(z.string().max(300)).max(100);

/** Body of `POST /v1/projects`. */
export const projectCreateSchema = z.strictObject({
  name: printableText(120),
  domains: domains.default([]),
});

/** Body of `PATCH /v1/projects/{project}`: what is named changes. */
export const projectChangeSchema = z.strictObject({
  name: printableText(120).optional(),
  domains: domains.optional(),
  is_active: z.boolean().optional(),
});

export const projectSchema = z.object({
  id: z.int(),
  name: z.string(),
  domains: z.array(z.string()),
  is_active: z.boolean(),
  created_at: timestampSchema,
  updated_at: timestampSchema,
});
export type Project = Readonly<z.infer<typeof projectSchema>>;

/** Answer of `GET /v1/account`; `role` is the caller's. */
export const accountSchema = z.object({
  id: z.int(),
  name: z.string(),
  slug: z.string(),
  is_personal: z.boolean(),
  role: z.string().nullable(),
});
export type Account = Readonly<z.infer<typeof accountSchema>>;

/** Answer of `GET /user`. */
export const userSchema = z.object({
  id: z.int(),
  name: z.string(),
  email: z.string(),
  created_at: timestampSchema,
});
export type User = Readonly<z.infer<typeof userSchema>>;

/** An account token the operator chose for the first start. Its faults are told without it. */
export const bootstrapTokenSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{32,}$/, 'must be 32 or more letters, digits, hyphens and underscores')
  .describe("Secret. Read at the very first start alone: becomes the first account's token, for automation.");
