import { z } from 'zod';
import {
  keyCreateSchema,
  keyMetadataSchema,
  projectKeyCreatedSchema,
  projectKeysSchema,
  tokenChangeSchema,
  tokenCreatedSchema,
  tokenCreateSchema,
  tokenSchema,
  workspaceKeyCreatedSchema,
  workspaceKeySchema,
} from '../keys.ts';
import { operationsOf } from './operation.ts';

const token = { credential: 'account', tag: 'Tokens' } as const;
const workspaceKey = { credential: 'account', tag: 'Workspace keys' } as const;
const projectKey = { credential: 'account', tag: 'Project keys', surface: 'envelope' } as const;
const ofProject = '/v2/projects/{project}/integrations/api-keys';

const when = '2026-06-14T10:00:00.000Z';
const exampleToken = {
  id: '0e8f9a1c-3c1b-4f57-9d3c-2a8e54b0c9d1',
  label: 'deployment',
  permissions: ['getRules', 'createRule'],
  last_four: '6aHd',
  user_id: 42,
  created_at: when,
  updated_at: when,
  expires_at: '2026-09-12T10:00:00.000Z',
  last_used_at: null,
};
const exampleWorkspaceKey = {
  id: '5b1f0a52-6f0e-4f0e-8a53-6a1d2f6f3f10',
  label: 'CI automation',
  last_four: 'cPCv',
  created_at: when,
};
const exampleMetadata = {
  id: '22222222-2222-2222-2222-222222222222',
  label: 'staging bot',
  last_four: 'bFj6',
  created_at: when,
  created_by: null,
  updated_at: when,
  updated_by: null,
  revoked_at: null,
  revoked_by: null,
};

export const tokenOperations = operationsOf({
  listTokens: {
    ...token,
    method: 'GET',
    path: '/v1/tokens',
    summary: 'All tokens of the account that were not revoked, the oldest first',
    permission: 'getApiKeys',
    answer: { outcome: 'ok', schema: z.array(tokenSchema) },
    example: { answer: [exampleToken] },
  },
  createToken: {
    ...token,
    method: 'POST',
    path: '/v1/tokens',
    summary: 'Add a token that speaks for the person who asks',
    description:
      'The token is in this answer and in no other. Without permissions it may do all its owner may; nobody hands on what they do not hold, nor for longer than they hold it.',
    permission: 'createApiKey',
    body: tokenCreateSchema,
    answer: { outcome: 'created', schema: tokenCreatedSchema },
    problems: ['INVALID_PAYLOAD'],
    example: {
      body: {
        label: 'deployment',
        permissions: ['getRules', 'createRule'],
        expires_in_seconds: 7_776_000,
      },
      answer: { ...exampleToken, token: 'bat_exampleexampleexampleexampleexampleexample0q6aHd' },
    },
  },
  showToken: {
    ...token,
    method: 'GET',
    path: '/v1/tokens/{token}',
    summary: 'One token, without its text',
    permission: 'getApiKeys',
    answer: { outcome: 'ok', schema: tokenSchema },
    problems: ['NOT_FOUND'],
    example: { answer: exampleToken },
  },
  changeToken: {
    ...token,
    method: 'PATCH',
    path: '/v1/tokens/{token}',
    summary: 'Rename a token, replace its permissions, or let it end sooner',
    description: 'An end can be moved forward, never back.',
    permission: 'updateApiKey',
    body: tokenChangeSchema,
    answer: { outcome: 'ok', schema: tokenSchema },
    problems: ['NOT_FOUND', 'INVALID_PAYLOAD'],
    example: { body: { label: 'deployment' }, answer: exampleToken },
  },
  revokeToken: {
    ...token,
    method: 'DELETE',
    path: '/v1/tokens/{token}',
    summary: 'Revoke a token: it is dead from the next request on, for good',
    permission: 'deleteApiKey',
    answer: { outcome: 'no-content' },
    problems: ['NOT_FOUND'],
  },
});

export const workspaceKeyOperations = operationsOf({
  listWorkspaceKeys: {
    ...workspaceKey,
    method: 'GET',
    path: '/api/v1/api-keys',
    summary: 'All workspace keys that were not revoked, the oldest first',
    permission: 'getApiKeys',
    answer: { outcome: 'ok', schema: z.array(workspaceKeySchema) },
    example: { answer: [{ ...exampleWorkspaceKey, last_used_at: null }] },
  },
  createWorkspaceKey: {
    ...workspaceKey,
    method: 'POST',
    path: '/api/v1/api-keys',
    summary: 'Add a key that speaks for the whole account, whoever made it',
    description: 'Only a person who holds every permission may; a key that speaks for nobody makes no other.',
    permission: 'createApiKey',
    body: keyCreateSchema,
    answer: { outcome: 'created', schema: workspaceKeyCreatedSchema },
    problems: ['INVALID_PAYLOAD'],
    example: {
      body: { label: 'CI automation' },
      answer: { ...exampleWorkspaceKey, key: 'dxk_exampleexampleexampleexampleexampleexamplee3kcPCv' },
    },
  },
  revokeWorkspaceKey: {
    ...workspaceKey,
    method: 'DELETE',
    path: '/api/v1/api-keys/{key}',
    summary: 'Revoke a workspace key: it is dead from the next request on, for good',
    permission: 'deleteApiKey',
    answer: { outcome: 'no-content' },
    problems: ['NOT_FOUND'],
  },
});

export const projectKeyOperations = operationsOf({
  listProjectKeys: {
    ...projectKey,
    method: 'GET',
    path: ofProject,
    summary: 'All keys the project ever had, the revoked ones included, the oldest first',
    permission: 'getApiKeys',
    answer: { outcome: 'ok', schema: projectKeysSchema },
    problems: ['NOT_FOUND'],
    example: { answer: { keys: [exampleMetadata] } },
  },
  createProjectKey: {
    ...projectKey,
    method: 'POST',
    path: ofProject,
    summary: 'Add a key for this project alone',
    permission: 'createApiKey',
    body: keyCreateSchema,
    answer: { outcome: 'ok', schema: projectKeyCreatedSchema },
    problems: ['NOT_FOUND', 'INVALID_PAYLOAD'],
    example: {
      body: { label: 'staging bot' },
      answer: {
        key: 'bpk_exampleexampleexampleexampleexampleexamplee0jbFj6',
        metadata: exampleMetadata,
      },
    },
  },
  revokeProjectKey: {
    ...projectKey,
    method: 'DELETE',
    path: `${ofProject}/{key}`,
    summary: 'Revoke a key: it is dead from the next request on, for good; again changes nothing',
    permission: 'deleteApiKey',
    answer: { outcome: 'ok', schema: keyMetadataSchema },
    problems: ['NOT_FOUND'],
    example: { answer: { ...exampleMetadata, revoked_at: '2026-06-15T10:00:00.000Z' } },
  },
});
