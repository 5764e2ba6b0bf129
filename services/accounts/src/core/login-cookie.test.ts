import { expect, test } from '@jest/globals';
import { loginCookieHeader } from './login-cookie.ts';

test.each([
  ['https', 'bls_x', 'login=bls_x; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=1209600'],
  ['http', 'bls_x', 'login=bls_x; Path=/; HttpOnly; SameSite=Lax; Max-Age=1209600'],
  ['https', null, 'login=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0'],
] as const)('over %s the value %s is told as %s', (scheme, value, header) => {
  expect(loginCookieHeader('login', value, scheme)).toBe(header);
});
