import { checked, type Request, readJson, type Schema } from '@botect/http';

export const formType = 'application/x-www-form-urlencoded';

/** A body of text fields, checked: JSON, or a form where the request says it is one. */
export function readForm<Value>(request: Request, schema: Schema<Value>): Value {
  const type = request.header('content-type')?.toLowerCase() ?? '';
  if (!type.startsWith(formType)) return readJson(request, schema);
  const fields = Object.fromEntries(new URLSearchParams(request.body.toString('utf8')));
  return checked(schema, fields, { message: 'The form is not valid.' });
}
