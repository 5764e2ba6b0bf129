import { expect, test } from '@jest/globals';
import { Problem } from './problem.ts';
import { type ProblemCode, problemCatalogue } from './problem-catalogue.ts';
import { envelopeCode, surfaceOfPath } from './surfaces.ts';

test.each([
  ['/v2/keys', 'envelope'],
  ['/v2/', 'envelope'],
  ['/v2', 'bare'],
  ['/v1/v2/keys', 'bare'],
  ['/', 'bare'],
])('what is not found at %s is answered in the %s surface', (path, surface) => {
  expect(surfaceOfPath(path)).toBe(surface);
});

test.each([
  ['INVALID_PAYLOAD', 'VALIDATION_ERROR'],
  ['RATE_LIMITED', 'RATE_LIMIT_EXCEEDED'],
  ['NOT_FOUND', 'NOT_FOUND'],
] as const)('%s is %s in the envelope', (code, renamed) => {
  expect(envelopeCode(code)).toBe(renamed);
});

test.each(Object.keys(problemCatalogue) as ProblemCode[])('%s has a key in the portal', (code) => {
  expect(new Problem(code, 'As asked.').portalKey).toMatch(/^(API|GENERAL|PORTAL)\.[A-Z_]+$/);
});

test('whoever throws a problem may know its key better', () => {
  const portalKey = 'API.MISSING_AUTHORIZATION_HEADER';
  expect(new Problem('UNAUTHENTICATED', 'Who?', { portalKey }).portalKey).toBe(portalKey);
});
