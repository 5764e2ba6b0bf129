import type { z } from 'zod';
import type { ProblemCode } from '../problem.ts';
import type { SurfaceName } from '../surfaces.ts';
import type { Permission } from './permissions.ts';

/** What a request must carry: nothing, a project's site or private key, or a credential of the control plane. */
export type Credential = 'none' | 'site-key' | 'private-key' | 'account';

export interface OperationAnswer {
  readonly outcome: 'ok' | 'created' | 'accepted' | 'no-content';
  /** Of the JSON body; absent for an empty body, or one of another media type. On surface 'envelope' of `data` alone. */
  readonly schema?: z.ZodType;
  /** `application/json` unless told. */
  readonly mediaType?: string;
  /** Those a caller may ask for instead. */
  readonly otherMediaTypes?: readonly string[];
}

export interface OperationExample {
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string>>;
  /** As documented; a test asks for it and compares its shape. */
  readonly answer?: unknown;
}

/** One thing that can be asked over HTTP, described once: services bind a handler to it, the reference is made from it. */
export interface Operation {
  /** Unique; a verb and a noun in camelCase. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With parameters in braces: `/v1/projects/{project}/rules`. */
  readonly path: string;
  readonly tag: string;
  /** One sentence without a full stop. */
  readonly summary: string;
  readonly description?: string;
  readonly credential: Credential;
  /** The one permission the caller needs; absent where any live credential will do. */
  readonly permission?: Permission;
  /** Refused with NO_ACTIVE_SUBSCRIPTION while the account is suspended. */
  readonly needsSubscription?: true;
  readonly surface?: SurfaceName;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly answer: OperationAnswer;
  /** Codes beyond those every operation with its credential can answer. */
  readonly problems?: readonly ProblemCode[];
  readonly example?: OperationExample;
}

/** Checks a table of operations without widening it, so that a handler's types follow from its operation. */
export function operationsOf<const Table extends Readonly<Record<string, Omit<Operation, 'id'>>>>(
  table: Table,
): { readonly [Id in keyof Table]: Table[Id] & { readonly id: Id } } {
  const entries = Object.entries(table).map(([id, operation]) => [id, { ...operation, id }]);
  return Object.fromEntries(entries);
}
