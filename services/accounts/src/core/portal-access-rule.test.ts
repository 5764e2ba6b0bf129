import type { AccessRule, AccessRulesQuery, AccessType } from '@botect/contracts';
import { describe, expect, test } from '@jest/globals';
import { accessOrder, accessPage, accessScope, actionOf, typeOf } from './portal-access-rule.ts';

test('rules are tried narrow before wide, harsh before mild, and allowing last', () => {
  const tried: [AccessType, conditions: number, ofOneSite: boolean][] = [
    ['block', 3, true],
    ['restrict', 3, true],
    ['block', 3, false],
    ['restrict', 2, false],
    ['block', 1, false],
    ['restrict', 1, false],
    ['allow', 3, true],
    ['allow', 1, false],
  ];
  const places = tried.map((rule) => accessOrder(...rule));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(new Set(places).size).toBe(places.length);
});

test('they are tried after every rule of a project’s own list', () => {
  expect(accessOrder('block', 4, true)).toBeGreaterThan(100_000);
});

test('every type is an action that reads as this type again', () => {
  const types = ['block', 'restrict', 'allow'] as const;
  expect(types.map((type) => typeOf(actionOf(type)))).toEqual(types);
});

const rule = { action: 'block', project_id: null, is_active: true, is_shadow: false } as const;
const ip = { field: 'ip', operator: 'equals', value: '192.0.2.1' } as const;
const ua = { field: 'userAgent', operator: 'equals', value: 'curl' } as const;

test('the order of conditions does not make another rule', () => {
  expect(accessScope(rule, [ip, ua])).toBe(accessScope(rule, [ua, ip]));
});

test.each([
  [{ ...rule, action: 'challenge' as const }, [ip]],
  [{ ...rule, project_id: 7 }, [ip]],
  [{ ...rule, is_shadow: true }, [ip]],
  [{ ...rule, is_active: false }, [ip]],
  [rule, [ua]],
  [rule, [{ ...ip, value: '192.0.2.2' }]],
  [rule, 'ip == "192.0.2.1"'],
])('%j about %j is another rule', (other, conditions) => {
  expect(accessScope(other, conditions)).not.toBe(accessScope(rule, [ip]));
});

const listed = (description: string, ruleGroupId: string | null): AccessRule => ({
  userScopeHash: description,
  type: 'block',
  description,
  ruleGroupId,
  conditions: [],
  expression: '',
  expiry: null,
  expired: false,
  active: true,
  shadow: false,
  siteKey: null,
  createdAt: '2026-06-14T10:00:00.000Z',
});
const rules = [listed('b', 'g'), listed('a', null), listed('c', 'g'), listed('d', 'f')];
const query: AccessRulesQuery = { page: 1, limit: 100, sortBy: 'description', sortOrder: 1 };
const names = (page: ReturnType<typeof accessPage>) =>
  page.rules.map(({ description }) => description).join('');

describe('a page', () => {
  test.each<[string, Partial<AccessRulesQuery>, ruleCount: number, pages: number]>([
    ['abcd', {}, 4, 1],
    ['dcba', { sortOrder: -1 }, 4, 1],
    ['ab', { limit: 2 }, 4, 2],
    ['d', { limit: 3, page: 2 }, 4, 2],
    ['', { page: 9 }, 4, 1],
    ['bc', { ruleGroupId: 'g' }, 2, 1],
    ['', { ruleGroupId: 'none' }, 0, 1],
    ['dbca', { sortBy: 'ruleGroupId' }, 4, 1],
    ['bcda', { sortBy: 'ruleGroupId', sortOrder: -1 }, 4, 1],
  ])('is %s for %j', (expected, asked, ruleCount, pages) => {
    const page = accessPage(rules, { ...query, ...asked });
    expect([names(page), page.ruleCount, page.pages]).toEqual([expected, ruleCount, pages]);
  });

  test('counts the groups over all rules', () => {
    const { ruleGroupsAndCounts } = accessPage(rules, { ...query, limit: 1 });
    expect(ruleGroupsAndCounts).toEqual([
      { ruleGroupId: 'g', count: 2 },
      { ruleGroupId: 'f', count: 1 },
    ]);
  });
});
