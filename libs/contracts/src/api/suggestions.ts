import { z } from 'zod';
import { suggestionSchema, suggestionsAppliedSchema, suggestionsApplySchema } from '../suggestions.ts';
import { operationsOf } from './operation.ts';

const suggestions = '/v1/projects/{project}/rule-suggestions';
const reading = { credential: 'account', tag: 'Rules' } as const;
const writing = { ...reading, needsSubscription: true, permission: 'applySuggestions' } as const;

const exampleSuggestion = {
  id: 3,
  project_id: 123,
  kind: 'network',
  subject: '203.0.113.0/24',
  expression_source: 'ip in ["203.0.113.0/24"] AND NOT verified_bot',
  action: 'challenge',
  sessions: 120,
  bot_sessions: 117,
  period_start: '2026-06-13T10:00:00.000Z',
  period_end: '2026-06-14T10:00:00.000Z',
  status: 'open',
  rule_id: null,
  created_at: '2026-06-14T10:00:00.000Z',
  updated_at: '2026-06-14T10:00:00.000Z',
};
const exampleRule = {
  id: 7,
  project_id: 123,
  name: 'Suggested: network 203.0.113.0/24',
  expression_source: exampleSuggestion.expression_source,
  action: 'challenge',
  is_active: true,
  sort_order: 0,
  created_at: '2026-06-14T10:00:00.000Z',
  updated_at: '2026-06-14T10:00:00.000Z',
  is_shadow: false,
  group_id: 'suggested-0b8f9a52-7c1d-4a8e-9a53-2f7d1c6b9e10',
  expires_at: '2026-06-15T10:00:00.000Z',
  matches: 0,
};

export const suggestionOperations = operationsOf({
  listSuggestions: {
    ...reading,
    method: 'GET',
    path: suggestions,
    summary: 'Rules proposed from recent traffic and not decided on',
    description:
      'Networks and user agents of which nearly every session of the last day was a bot; the hundred with the most. One that nobody decides on goes a week after its last bot.',
    permission: 'getSuggestions',
    answer: { outcome: 'ok', schema: z.array(suggestionSchema) },
    example: { answer: [exampleSuggestion] },
  },
  showSuggestion: {
    ...reading,
    method: 'GET',
    path: `${suggestions}/{suggestion}`,
    summary: 'One proposed rule, decided on or not',
    permission: 'getSuggestion',
    answer: { outcome: 'ok', schema: suggestionSchema },
    problems: ['NOT_FOUND'],
    example: { answer: exampleSuggestion },
  },
  applySuggestions: {
    ...writing,
    method: 'POST',
    path: `${suggestions}/apply`,
    summary: 'Make rules of suggestions',
    description:
      'All or none. One that was applied before answers the rule it became; it may be proposed again a day later, once that rule expired or was deleted. The rules expire after a day unless told otherwise; null is never.',
    body: suggestionsApplySchema,
    answer: { outcome: 'ok', schema: suggestionsAppliedSchema },
    problems: ['NOT_FOUND', 'INVALID_PAYLOAD', 'LIMIT_REACHED'],
    example: {
      body: { suggestion_ids: [exampleSuggestion.id] },
      answer: {
        group_id: exampleRule.group_id,
        applied: [{ suggestion_id: exampleSuggestion.id, is_new: true, rule: exampleRule }],
      },
    },
  },
  dismissSuggestion: {
    ...writing,
    method: 'DELETE',
    path: `${suggestions}/{suggestion}`,
    summary: 'Dismiss a suggestion',
    description: 'It is not proposed again. One decided on already stays what it is.',
    answer: { outcome: 'no-content' },
    problems: ['NOT_FOUND'],
  },
});
