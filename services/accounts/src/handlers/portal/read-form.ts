import { Problem } from '@botect/contracts';
import { faultsOf, type Request, readJson, type Schema } from '@botect/http';

export const formType = 'application/x-www-form-urlencoded';

/** A body of text fields, checked: JSON, or a form where the request says it is one. */
export function readForm<Value>(request: Request, schema: Schema<Value>): Value {
  const type = request.header('content-type')?.toLowerCase() ?? '';
  if (!type.startsWith(formType)) return readJson(request, schema);
  const fields = Object.fromEntries(new URLSearchParams(request.body.toString('utf8')));
  const parsed = schema.safeParse(fields);
  if (parsed.success) return parsed.data;
  throw new Problem('INVALID_PAYLOAD', 'The form is not valid.', { faults: faultsOf(parsed.error) });
}
