import { z } from 'zod';
import {
  ruleCreateSchema,
  ruleGroupDeletedSchema,
  ruleListQuerySchema,
  ruleMatchesQuerySchema,
  ruleMatchesSchema,
  ruleOrderSchema,
  rulePreviewedSchema,
  rulePreviewSchema,
  ruleSchema,
  ruleUpdateSchema,
} from '../rules.ts';
import { operationsOf } from './operation.ts';

const rules = '/v1/projects/{project}/rules';
const rule = { credential: 'account', tag: 'Rules' } as const;
const writing = { ...rule, needsSubscription: true } as const;

const exampleRule = {
  id: 7,
  project_id: 123,
  name: 'Protect login',
  expression_source: 'score < 30 AND path == "/login" AND NOT verified_bot',
  action: 'block',
  is_active: true,
  sort_order: 0,
  created_at: '2026-06-14T10:00:00.000Z',
  updated_at: '2026-06-14T10:00:00.000Z',
  is_shadow: false,
  group_id: null,
  expires_at: null,
  matches: 0,
};
const exampleDraft = {
  name: exampleRule.name,
  expression: exampleRule.expression_source,
  action: exampleRule.action,
};

export const ruleOperations = operationsOf({
  listRules: {
    ...rule,
    method: 'GET',
    path: rules,
    summary: 'All rules of a project in the order of evaluation',
    description:
      'Ascending by `sort_order`, then by id. `include=account` adds the rules of every project of the account.',
    permission: 'getRules',
    query: ruleListQuerySchema,
    answer: { outcome: 'ok', schema: z.array(ruleSchema) },
    problems: ['INVALID_PAYLOAD'],
    example: { answer: [exampleRule] },
  },
  createRule: {
    ...writing,
    method: 'POST',
    path: rules,
    summary: 'Add a rule',
    description:
      'Checked when saved, so that it never fails when evaluated; the message of a refusal names what is wrong. At most 100 rules a project, expired ones included.',
    permission: 'createRule',
    body: ruleCreateSchema,
    answer: { outcome: 'created', schema: ruleSchema },
    problems: ['INVALID_PAYLOAD', 'LIMIT_REACHED'],
    example: { body: exampleDraft, answer: exampleRule },
  },
  showRule: {
    ...rule,
    method: 'GET',
    path: `${rules}/{rule}`,
    summary: 'One rule of a project',
    permission: 'getRules',
    answer: { outcome: 'ok', schema: ruleSchema },
    problems: ['NOT_FOUND'],
    example: { answer: exampleRule },
  },
  changeRule: {
    ...writing,
    method: 'PATCH',
    path: `${rules}/{rule}`,
    summary: 'Change some of a rule',
    description: 'A `group` or `expires_in_seconds` of null takes the group or the expiry away.',
    permission: 'createRule',
    body: ruleUpdateSchema,
    answer: { outcome: 'ok', schema: ruleSchema },
    problems: ['NOT_FOUND', 'INVALID_PAYLOAD'],
    example: { body: { action: exampleRule.action }, answer: exampleRule },
  },
  deleteRule: {
    ...writing,
    method: 'DELETE',
    path: `${rules}/{rule}`,
    summary: 'Delete a rule',
    permission: 'deleteRule',
    answer: { outcome: 'no-content' },
    problems: ['NOT_FOUND'],
  },
  orderRules: {
    ...writing,
    method: 'PUT',
    path: `${rules}/order`,
    summary: 'Put all rules of a project into an order',
    description:
      'Every rule of the project exactly once. Writes `sort_order` 0, 10, 20 and so on, all or none.',
    permission: 'createRule',
    body: ruleOrderSchema,
    answer: { outcome: 'ok', schema: z.array(ruleSchema) },
    problems: ['INVALID_PAYLOAD'],
    example: { body: { rule_ids: [exampleRule.id] }, answer: [exampleRule] },
  },
  deleteRuleGroup: {
    ...writing,
    method: 'DELETE',
    path: '/v1/projects/{project}/rule-groups/{group}',
    summary: 'Delete all rules of a group',
    description: 'A group without rules is no group: nothing is deleted then.',
    permission: 'deleteRuleGroup',
    answer: { outcome: 'ok', schema: ruleGroupDeletedSchema },
    example: { answer: { deleted: 3 } },
  },
  previewRule: {
    ...writing,
    method: 'POST',
    path: `${rules}/preview`,
    summary: 'What a rule would have matched',
    description:
      'Looks at the newest 50,000 scored sessions of the last `days`, each as its last request left it; nothing is saved. Asks the rule alone, whatever other rules there are; verified bots that `allow_verified` lets in count as `verified_passed`.',
    permission: 'createRule',
    body: rulePreviewSchema,
    answer: { outcome: 'ok', schema: rulePreviewedSchema },
    problems: ['INVALID_PAYLOAD'],
    example: {
      body: { expression: exampleRule.expression_source, days: 7, sample: 0 },
      answer: {
        evaluated: 1_200,
        is_exact: true,
        matched: 0,
        verified_passed: 0,
        by_band: { not_computed: 0, definite: 0, likely_automated: 0, likely_human: 0, verified: 0 },
        sample: [],
        unknown_fields: ['path'],
      },
    },
  },
  showRuleMatches: {
    ...rule,
    method: 'GET',
    path: `${rules}/{rule}/matches`,
    summary: 'How many verdicts a rule matched over time',
    description: 'By the hour up to 7 days, by the day beyond, in UTC.',
    permission: 'getRules',
    query: ruleMatchesQuerySchema,
    answer: { outcome: 'ok', schema: ruleMatchesSchema },
    problems: ['NOT_FOUND', 'INVALID_PAYLOAD'],
    example: {
      query: { days: '7' },
      answer: {
        rule_id: 7,
        unit: 'hour',
        total: 3,
        points: [{ at: '2026-06-14T10:00:00.000Z', matches: 3 }],
      },
    },
  },
});
