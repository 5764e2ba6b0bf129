import { z } from 'zod';
import { operationsOf } from './operation.ts';

const reference = { method: 'GET', tag: 'Reference', credential: 'none' } as const;
const anyObject = z.looseObject({});

export const referenceOperations = operationsOf({
  showOpenApi: {
    ...reference,
    path: '/openapi.json',
    summary: 'This interface as OpenAPI 3.1',
    answer: { outcome: 'ok', schema: anyObject },
  },
  showAsyncApi: {
    ...reference,
    path: '/asyncapi.json',
    summary: 'The topics as AsyncAPI 3.0',
    answer: { outcome: 'ok', schema: anyObject },
  },
  showReference: {
    ...reference,
    path: '/docs',
    summary: 'The reference as a page',
    answer: { outcome: 'ok', mediaType: 'text/html; charset=utf-8' },
  },
  showReferenceAsset: {
    ...reference,
    path: '/docs/{asset}',
    summary: 'A style or script of the reference page',
    answer: { outcome: 'ok', mediaType: 'text/javascript; charset=utf-8' },
    problems: ['NOT_FOUND'],
  },
});
