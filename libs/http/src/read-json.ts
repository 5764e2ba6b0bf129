import type { Fault, PortalKey } from '@botect/contracts';
import { Problem } from '@botect/contracts';
import type { Request } from './route.ts';

/** The part of a zod schema this package needs. */
export interface Schema<Value> {
  safeParse(
    input: unknown,
  ):
    | { readonly success: true; readonly data: Value }
    | { readonly success: false; readonly error: SchemaError };
}

interface SchemaError {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}

/**
 * The body of a control-plane request, checked. A body that is not JSON, or not what the schema says, is
 * INVALID_PAYLOAD with its faults. No body at all counts as `{}`.
 */
export function readJson<Value>(request: Request, schema: Schema<Value>): Value {
  const portalKey = request.body.length === 0 ? 'API.MISSING_BODY' : 'API.INVALID_BODY';
  const refusal = { message: 'The request body is not valid.', portalKey } as const;
  return checked(schema, parseBody(request.body), refusal);
}

/** What a refusal says beside its faults. */
export interface Refusal {
  readonly message: string;
  readonly portalKey?: PortalKey;
}

/** A value as the schema makes it; INVALID_PAYLOAD with its faults when it is not what the schema says. */
export function checked<Value>(schema: Schema<Value>, value: unknown, { message, ...rest }: Refusal): Value {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Problem('INVALID_PAYLOAD', message, { faults: faultsOf(parsed.error), ...rest });
}

/** A schema's error as faults, each with a path like `events[3].payload.entropy`. */
export function faultsOf(error: SchemaError): Fault[] {
  return error.issues.map((issue) => ({ path: pathText(issue.path), message: issue.message }));
}

function parseBody(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (cause) {
    // The parser's own message quotes the body, which may hold a secret: it stays in the cause, unsent.
    throw new Problem('INVALID_PAYLOAD', 'The request body is not valid JSON.', {
      cause,
      portalKey: 'API.PARSE_ERROR',
    });
  }
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}
