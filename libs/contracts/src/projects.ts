import { z } from 'zod';

const hostname =
  /^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

/** Characters no database keeps, or no reader can see: controls, and halves of surrogate pairs. */
const printable = /^[^\p{Cc}\p{Cs}]*$/u;

/** Body of `POST /v1/projects`. */
export const projectCreateSchema = z.strictObject({
  name: z.string().trim().min(1).max(120).regex(printable, 'must not hold control characters'),
  domains: z.array(z.string().trim().max(253).regex(hostname, 'must be a host name')).max(100).optional(),
});

export interface Project {
  readonly id: number;
  readonly name: string;
  readonly domains: readonly string[];
  readonly is_active: boolean;
  readonly created_at: string;
  readonly updated_at: string;
}

/** Answer of `GET /v1/account`; `role` is the caller's. */
export interface Account {
  readonly id: number;
  readonly name: string;
  readonly slug: string;
  readonly is_personal: boolean;
  readonly role: string | null;
}

/** Answer of `GET /user`. */
export interface User {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly created_at: string;
}

/** An account token the operator chose for the first start. Its faults are told without it. */
export const bootstrapTokenSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{32,}$/, 'must be 32 or more letters, digits, hyphens and underscores');
