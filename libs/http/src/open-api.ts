import { jsonSchemaOf, type Operation, type ProblemCode, problemCatalogue } from '@botect/contracts';
import { portalStatus, problemStatus, replyStatus } from './statuses.ts';
import { envelope } from './surface.envelope.ts';

type Json = Record<string, unknown>;
const json = 'application/json';

export interface OpenApiOptions {
  readonly title: string;
  readonly version: string;
  readonly description: string;
}

/** Schemes by the name of what a request must carry. */
const securitySchemes = {
  account: {
    type: 'http',
    scheme: 'bearer',
    description: 'An account token (`bat_`), workspace key (`dxk_`) or labelled project key (`bpk_`).',
  },
  login: { type: 'apiKey', in: 'cookie', name: 'botect_login', description: 'The login of a browser.' },
  'site-key': { type: 'apiKey', in: 'header', name: 'X-Botect-Site-Key' },
  'private-key': { type: 'http', scheme: 'bearer', description: 'A private key (`sk_`).' },
};

const security: Record<Operation['credential'], readonly Json[]> = {
  none: [],
  account: [{ account: [] }, { login: [] }],
  'site-key': [{ 'site-key': [] }],
  'private-key': [{ 'private-key': [] }],
};

/** OpenAPI 3.1 of these operations. */
export function openApiDocument(operations: readonly Operation[], { ...info }: OpenApiOptions): Json {
  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: described(operation),
    };
  }
  const tags = [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name }));
  return { openapi: '3.1.0', info, tags, paths, components: { securitySchemes, schemas: problemSchemas } };
}

function described(operation: Operation): Json {
  const { id, tag, summary, description, permission, body, example } = operation;
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    security: security[operation.credential],
    ...(permission !== undefined && { 'x-permission': permission }),
    parameters: [...pathParameters(operation.path), ...queryParameters(operation)],
    ...(body !== undefined && {
      requestBody: {
        // No body at all is read as `{}`.
        required: !body.safeParse({}).success,
        content: {
          [json]: {
            schema: jsonSchemaOf(body, 'input'),
            ...(example?.body !== undefined && { example: example.body }),
          },
        },
      },
    }),
    responses: { ...success(operation), ...failures(operation) },
  };
}

const pathParameters = (path: string): Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: name === 'project' ? 'integer' : 'string' },
  }));

function queryParameters({ query, example }: Operation): Json[] {
  return Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: !schema.safeParse(undefined).success,
    schema: jsonSchemaOf(schema, 'input'),
    // A number where the schema says so, though an address holds text alone.
    ...(example?.query?.[name] !== undefined && { example: schema.parse(example.query[name]) }),
  }));
}

function success(operation: Operation): Json {
  const { outcome, schema, mediaType = json, otherMediaTypes = [] } = operation.answer;
  const status = replyStatus[outcome];
  if (schema === undefined && mediaType === json) return { [status]: { description: outcome } };
  const shape = schema === undefined ? { type: 'string' } : jsonSchemaOf(schema, 'output');
  const told = {
    schema: operation.surface === 'envelope' ? enveloped(shape) : shape,
    ...(operation.example?.answer !== undefined && { example: exampleAnswer(operation) }),
  };
  const content = Object.fromEntries([mediaType, ...otherMediaTypes].map((type) => [type, told]));
  return { [status]: { description: outcome, content } };
}

/** As the surface of the operation puts it. */
function exampleAnswer({ answer: { outcome }, example, surface, method, path }: Operation): unknown {
  const body = JSON.stringify(example?.answer);
  if (surface !== 'envelope') return JSON.parse(body);
  const asked = { id: '6f0c1c0e-52a5-4a2c-9a43-0a3f3c1d1b57', method, path, answerHeaders: [] };
  return JSON.parse(String(envelope.reply({ outcome, body }, asked).body));
}

function enveloped(data: Json): Json {
  const text = { type: 'string' };
  const properties = {
    ok: { const: true },
    request_id: text,
    method: text,
    path: text,
    code: { type: 'integer' },
  };
  return {
    type: 'object',
    properties: { ...properties, total: { type: 'integer' }, message: text, data },
    required: [...Object.keys(properties), 'message', 'data'],
  };
}

/** What every operation with a credential can answer, beside its own codes. */
function codesOf({ credential, permission, needsSubscription, problems = [] }: Operation): ProblemCode[] {
  const byCredential: ProblemCode[] = credential === 'none' ? [] : ['UNAUTHENTICATED'];
  const byPermission: ProblemCode[] = permission === undefined ? [] : ['FORBIDDEN'];
  const byAccount: ProblemCode[] = needsSubscription ? ['NO_ACTIVE_SUBSCRIPTION'] : [];
  const limited: ProblemCode[] = credential === 'account' ? ['RATE_LIMITED'] : [];
  return [...new Set([...byCredential, ...byAccount, ...byPermission, ...problems, ...limited])];
}

function failures(operation: Operation): Json {
  const { surface = 'bare' } = operation;
  const statusOf = surface === 'portal' ? portalStatus : (code: ProblemCode) => problemStatus[code];
  const content = { [json]: { schema: { $ref: `#/components/schemas/problem-${surface}` } } };
  const groups = Map.groupBy(codesOf(operation), statusOf);
  return Object.fromEntries(
    [...groups].map(([status, codes]) => {
      const description = codes.map((code) => `${code}: ${problemCatalogue[code].title}`).join('; ');
      return [status, { description, content }];
    }),
  );
}

const text = { type: 'string' };
const whole = { type: 'integer' };
const problemSchemas = {
  'problem-bare': {
    type: 'object',
    properties: { error: text, message: text, code: text, details: { type: 'object' }, retry_after: whole },
    required: ['error', 'message', 'code'],
  },
  'problem-envelope': {
    type: 'object',
    properties: {
      ok: { const: false },
      request_id: text,
      method: text,
      path: text,
      code: whole,
      error: {
        type: 'object',
        properties: { message: text, code: text, details: { type: 'object' }, retry_after: whole },
        required: ['message', 'code'],
      },
    },
    required: ['ok', 'request_id', 'method', 'path', 'code', 'error'],
  },
  'problem-portal': {
    type: 'object',
    properties: {
      error: {
        type: 'object',
        properties: { code: whole, message: text, key: text, data: { type: 'object' } },
        required: ['code', 'message', 'key'],
      },
    },
    required: ['error'],
  },
};
