import { z } from 'zod';
import { type Permission, permissions } from './api/permissions.ts';
import { printableText, timestampSchema } from './api/text.ts';

const label = printableText(100);
const whenOrNever = timestampSchema.nullable();

/** Names of permissions, each once however often it was said. */
const permissionSet = z
  .array(z.enum(permissions as readonly [Permission, ...Permission[]]))
  .min(1)
  .max(permissions.length)
  .transform((names) => [...new Set(names)]);

/** Ten years: beyond that somebody meant none. */
const lifetimeSeconds = z.int().min(1).max(315_360_000);

/** Body of `POST /v1/tokens`. Null and absent: all its owner may do, and no end. */
export const tokenCreateSchema = z.strictObject({
  label,
  permissions: permissionSet.nullable().default(null),
  expires_in_seconds: lifetimeSeconds.nullable().default(null),
});

/** Body of `PATCH /v1/tokens/{token}`: what is named changes. */
export const tokenChangeSchema = z.strictObject({
  label: label.optional(),
  permissions: permissionSet.optional(),
  /** From now. */
  expires_in_seconds: lifetimeSeconds.optional(),
});

export const tokenSchema = z.object({
  id: z.guid(),
  label: z.string(),
  /** Null: all the person it speaks for may do. */
  permissions: z.array(z.enum(permissions as readonly [Permission, ...Permission[]])).nullable(),
  last_four: z.string(),
  user_id: z.int().nullable(),
  created_at: timestampSchema,
  updated_at: timestampSchema,
  expires_at: whenOrNever,
  last_used_at: whenOrNever,
});

/** The one answer that holds the token. */
export const tokenCreatedSchema = z.object({ ...tokenSchema.shape, token: z.string() });

/** Body of the calls that make keys of a workspace or project. */
export const keyCreateSchema = z.strictObject({ label });

export const workspaceKeySchema = z.object({
  id: z.guid(),
  label: z.string(),
  last_four: z.string(),
  created_at: timestampSchema,
  last_used_at: whenOrNever,
});

export const workspaceKeyCreatedSchema = z.object({
  ...workspaceKeySchema.omit({ last_used_at: true }).shape,
  key: z.string(),
});

/** Who did something: a person's id as text; null when a key did. */
const person = z.string().nullable();

export const keyMetadataSchema = z.object({
  id: z.guid(),
  label: z.string(),
  last_four: z.string(),
  created_at: timestampSchema,
  created_by: person,
  updated_at: timestampSchema,
  updated_by: person,
  revoked_at: whenOrNever,
  revoked_by: person,
});
export type KeyMetadata = Readonly<z.infer<typeof keyMetadataSchema>>;

export const projectKeyCreatedSchema = z.object({ key: z.string(), metadata: keyMetadataSchema });
export const projectKeysSchema = z.object({ keys: z.array(keyMetadataSchema) });

/** A site key or private key, in the list of `GET /v1/projects/{project}/scoring/keys`. */
export const scoringKeySchema = z.object({
  id: z.guid(),
  kind: z.enum(['site', 'private']),
  last_four: z.string(),
  created_at: timestampSchema,
  /** Of a key that was replaced: until then it works beside the one that did. */
  expires_at: whenOrNever,
  revoked_at: whenOrNever,
  last_used_at: whenOrNever,
});
export type ScoringKey = Readonly<z.infer<typeof scoringKeySchema>>;
