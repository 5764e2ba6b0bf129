import { z } from 'zod';
import { ruleGroup } from '../rules.ts';
import { operationsOf } from './operation.ts';
import { portal, portalBody, portalStatusSchema, without } from './portal-body.ts';
import { instantSchema, printableText, timestampSchema } from './text.ts';

/** Conditions a rule can be made of here. */
export const accessFields = ['ip', 'ipMask', 'userAgent', 'countryCode'] as const;
export type AccessField = (typeof accessFields)[number];

const noSignal = ['userId', 'ja4Hash', 'asn'];
const fieldError = ({ input }: { readonly input?: unknown }) =>
  noSignal.includes(String(input))
    ? `${input} is refused: this platform has no such signal, the rule could never match`
    : `is none of ${accessFields.join(', ')}`;

const conditionSchema = z.strictObject({
  field: z.enum(accessFields, { error: fieldError }),
  operator: z.literal('equals', 'equals is the only operator: dropping a condition would widen the rule'),
  value: z.string().trim().min(1).max(1_000),
});
export type AccessCondition = Readonly<z.infer<typeof conditionSchema>>;

export const accessTypes = ['block', 'restrict', 'allow'] as const;
export type AccessType = (typeof accessTypes)[number];

const noPuzzles = without('challenges are the site’s own, this platform only asks for one');
const ruleSchema = z.strictObject({
  type: z.enum(accessTypes),
  description: printableText(120).optional(),
  ruleGroupId: ruleGroup.optional(),
  conditions: z.array(conditionSchema).min(1).max(accessFields.length),
  /** Absent: in an hour. Null: never. */
  expiry: instantSchema.nullable().optional(),
  /** The one site it is for; absent, it is for all of the account. */
  siteKey: z.string().optional(),
  captchaType: noPuzzles,
  solvedImagesCount: noPuzzles,
  unsolvedImagesCount: noPuzzles,
  imageThreshold: noPuzzles,
  powDifficulty: noPuzzles,
  frictionlessScore: without('a rule decides the action, it does not move the score'),
  deferToVerify: without('rules are applied at verification, nowhere else'),
});
export type AccessRuleInput = Readonly<z.infer<typeof ruleSchema>>;
export const accessRuleCreateSchema = portalBody({ rule: ruleSchema });

const sortKeys = ['createdAt', 'description', 'expiry', 'userScopeHash', 'ruleGroupId'] as const;
const page = z.int().min(1).max(1_000_000);
const limit = z.int().min(1).max(10_000);
export const accessRulesQuerySchema = portalBody({
  page: page.default(1),
  limit: limit.default(100),
  ruleGroupId: z.string().optional(),
  sortBy: z.enum(sortKeys).default('createdAt'),
  sortOrder: z.union([z.literal(1), z.literal(-1)]).default(-1),
});
export type AccessRulesQuery = Readonly<z.output<typeof accessRulesQuerySchema>>;

export const accessRuleDeleteSchema = portalBody({ userScopeHash: z.string() });
export const accessGroupDeleteSchema = portalBody({ ruleGroupId: z.string() });

export const accessRuleSchema = z.object({
  userScopeHash: z.string(),
  /** A rule made elsewhere may `log` or `delay`. */
  type: z.enum([...accessTypes, 'log', 'delay']),
  description: z.string(),
  ruleGroupId: z.string().nullable(),
  /** Empty where the rule is not a conjunction the portal can write; `expression` tells in any case. */
  conditions: z.array(
    z.object({ field: z.enum(accessFields), operator: z.literal('equals'), value: z.string() }),
  ),
  expression: z.string(),
  expiry: timestampSchema.nullable(),
  expired: z.boolean(),
  /** False: kept, not applied. */
  active: z.boolean(),
  /** Counted, never acting. */
  shadow: z.boolean(),
  siteKey: z.string().nullable(),
  createdAt: timestampSchema,
});
export type AccessRule = Readonly<z.infer<typeof accessRuleSchema>>;

export const accessRulesSchema = z.object({
  rules: z.array(accessRuleSchema),
  ruleCount: z.int(),
  ruleGroupsAndCounts: z.array(z.object({ ruleGroupId: z.string(), count: z.int() })),
  page: z.int(),
  pages: z.int(),
});
export type AccessRules = z.infer<typeof accessRulesSchema>;

const access = { ...portal, tag: 'Portal: access rules' } as const;
const exampleList = {
  rules: [
    {
      userScopeHash: '6f1c0f4b6a0f8f0c8d0e3f2a1b5c4d7e9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c',
      type: 'block' as const,
      description: 'Scraper of June',
      ruleGroupId: 'june',
      conditions: [{ field: 'ip' as const, operator: 'equals' as const, value: '192.0.2.7' }],
      expression: 'ip == "192.0.2.7"',
      expiry: '2026-06-15T10:00:00.000Z',
      expired: false,
      active: true,
      shadow: false,
      siteKey: null,
      createdAt: '2026-06-14T10:00:00.000Z',
    },
  ],
  ruleCount: 1,
  ruleGroupsAndCounts: [{ ruleGroupId: 'june', count: 1 }],
  page: 1,
  pages: 1,
};

export const accessRuleOperations = operationsOf({
  getAccessRules: {
    ...access,
    path: '/access-control/get',
    summary: 'The rules of the account, a page of them',
    permission: 'getRules',
    body: accessRulesQuerySchema,
    answer: { outcome: 'ok', schema: accessRulesSchema },
    problems: ['INVALID_PAYLOAD'],
    example: { body: { limit: 20 }, answer: exampleList },
  },
  createAccessRule: {
    ...access,
    path: '/access-control/create',
    summary: 'Add a rule for all sites of the account, or one',
    description:
      'All conditions must hold. Of the rules that match, the one with most conditions decides, then the harsher; `allow` comes last. The same rule again is renewed, not doubled, and keeps what is not said anew. Without `expiry` it ends in an hour; null is never.',
    permission: 'createRule',
    needsSubscription: true,
    body: accessRuleCreateSchema,
    answer: { outcome: 'ok', schema: portalStatusSchema },
    problems: ['INVALID_PAYLOAD', 'NOT_FOUND', 'LIMIT_REACHED'],
    example: {
      body: {
        rule: {
          type: 'block',
          description: 'Scraper of June',
          ruleGroupId: 'june',
          conditions: [{ field: 'ip', operator: 'equals', value: '192.0.2.7' }],
          expiry: null,
        },
      },
      answer: { status: 'Added new rule' },
    },
  },
  deleteAccessRule: {
    ...access,
    path: '/access-control/delete',
    summary: 'Delete a rule',
    permission: 'deleteRule',
    needsSubscription: true,
    body: accessRuleDeleteSchema,
    answer: { outcome: 'ok', schema: portalStatusSchema },
    problems: ['INVALID_PAYLOAD', 'NOT_FOUND'],
    example: {
      body: { userScopeHash: exampleList.rules[0]?.userScopeHash },
      answer: { status: 'Deleted rule' },
    },
  },
  deleteAccessGroup: {
    ...access,
    path: '/access-control/group/delete',
    summary: 'Delete all rules of a group',
    permission: 'deleteRuleGroup',
    needsSubscription: true,
    body: accessGroupDeleteSchema,
    answer: { outcome: 'ok', schema: portalStatusSchema },
    problems: ['INVALID_PAYLOAD', 'NOT_FOUND'],
    example: {
      body: { ruleGroupId: 'june' },
      answer: { status: 'Deleted rule group, job 0b7d9a54-3a5f-4c1e-9a0e-5f1f7a3c2d10' },
    },
  },
  listAdminRules: {
    ...access,
    method: 'GET',
    path: '/v1/prosopo/provider/admin/rules',
    summary: 'The rules of the account, as the portal’s guide asks for them',
    permission: 'getRules',
    query: z.object({
      page: z.coerce.number().pipe(page).optional(),
      limit: z.coerce.number().pipe(limit).optional(),
    }),
    answer: { outcome: 'ok', schema: accessRulesSchema },
    problems: ['INVALID_PAYLOAD'],
    example: { query: { page: '1' }, answer: exampleList },
  },
});
