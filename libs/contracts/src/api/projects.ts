import { z } from 'zod';
import { scoringKeySchema } from '../keys.ts';
import {
  accountSchema,
  projectChangeSchema,
  projectCreateSchema,
  projectSchema,
  userSchema,
} from '../projects.ts';
import {
  keyRotatedSchema,
  rotateSchema,
  scoringEnabledSchema,
  scoringSettingsSchema,
  settingsUpdateSchema,
} from '../scoring-settings.ts';
import { operationsOf } from './operation.ts';

const project = '/v1/projects/{project}';
const scoring = `${project}/scoring`;
const account = { credential: 'account', tag: 'Account' } as const;
const site = { credential: 'account', tag: 'Projects' } as const;
const setting = { credential: 'account', tag: 'Scoring' } as const;

const exampleProject = {
  id: 123,
  name: 'Shop',
  domains: ['shop.example.com'],
  is_active: true,
  created_at: '2026-06-14T10:00:00.000Z',
  updated_at: '2026-06-14T10:00:00.000Z',
};
const exampleSettings = {
  bot_settings: {
    allow_verified: true,
    protect_static: true,
    block_definite: false,
    challenge_likely: false,
  },
  likely_bot_threshold: 30,
};

export const accountOperations = operationsOf({
  showUser: {
    ...account,
    method: 'GET',
    path: '/user',
    summary: 'The person behind the credential',
    answer: { outcome: 'ok', schema: userSchema },
    example: {
      answer: {
        id: 42,
        name: 'Ada Example',
        email: 'ada@example.com',
        created_at: '2026-06-14T10:00:00.000Z',
      },
    },
  },
  showAccount: {
    ...account,
    method: 'GET',
    path: '/v1/account',
    summary: 'The account the credential is bound to',
    answer: { outcome: 'ok', schema: accountSchema },
    problems: ['FORBIDDEN'],
    example: { answer: { id: 9, name: 'Acme Inc', slug: 'acme', is_personal: false, role: 'owner' } },
  },
});

export const projectOperations = operationsOf({
  listProjects: {
    ...site,
    method: 'GET',
    path: '/v1/projects',
    summary: 'All projects of the account by ascending id',
    permission: 'getSites',
    answer: { outcome: 'ok', schema: z.array(projectSchema) },
    example: { answer: [exampleProject] },
  },
  createProject: {
    ...site,
    method: 'POST',
    path: '/v1/projects',
    summary: 'Add a project',
    description:
      'Scoring is enabled by a call of its own. Domains may be given as they stand in the address bar; scheme, port and www. are dropped.',
    permission: 'createSite',
    body: projectCreateSchema,
    answer: { outcome: 'created', schema: projectSchema },
    problems: ['INVALID_PAYLOAD'],
    example: { body: { name: 'Shop', domains: ['shop.example.com'] }, answer: exampleProject },
  },
  showProject: {
    ...site,
    method: 'GET',
    path: project,
    summary: 'One project',
    permission: 'getSite',
    answer: { outcome: 'ok', schema: projectSchema },
    example: { answer: exampleProject },
  },
  changeProject: {
    ...site,
    method: 'PATCH',
    path: project,
    summary: 'Rename a project, replace its domains, or switch it off and on',
    description:
      'While a project is off its keys are refused everywhere. Switching it off needs the permission deleteSite too.',
    permission: 'updateSite',
    body: projectChangeSchema,
    answer: { outcome: 'ok', schema: projectSchema },
    problems: ['INVALID_PAYLOAD', 'LAST_ACTIVE_PROJECT'],
    example: { body: { name: 'Shop' }, answer: exampleProject },
  },
  deactivateProject: {
    ...site,
    method: 'DELETE',
    path: project,
    summary: 'Switch a project off',
    description: 'Nothing is erased. The last active project of an account stays.',
    permission: 'deleteSite',
    answer: { outcome: 'ok', schema: projectSchema },
    problems: ['LAST_ACTIVE_PROJECT'],
    example: { answer: { ...exampleProject, is_active: false } },
  },
});

export const scoringOperations = operationsOf({
  enableScoring: {
    ...setting,
    method: 'POST',
    path: scoring,
    summary: 'Enable scoring and mint both keys',
    description:
      'Idempotent; the private key is in the answer of the call that enabled, and null ever after.',
    permission: 'updateSite',
    answer: { outcome: 'ok', schema: scoringEnabledSchema },
    example: {
      answer: {
        site_key: 'pk_2bXexampleexampleexampleexample12',
        private_key: 'sk_9aQexampleexampleexampleexampleexampleexample1',
        ...exampleSettings,
      },
    },
  },
  rotateKey: {
    ...setting,
    method: 'POST',
    path: `${scoring}/rotate`,
    summary: 'Replace the site key or the private key',
    permission: 'updateSite',
    needsSubscription: true,
    body: rotateSchema,
    answer: { outcome: 'ok', schema: keyRotatedSchema },
    problems: ['INVALID_PAYLOAD', 'SCORING_NOT_ENABLED'],
    example: {
      body: { type: 'private' },
      answer: { type: 'private', key: 'sk_9aQexampleexampleexampleexampleexampleexample1' },
    },
  },
  listScoringKeys: {
    ...setting,
    method: 'GET',
    path: `${scoring}/keys`,
    summary: 'The site keys and private keys that work, and the last ten of each kind that ended',
    description:
      'The newest first. The last use of a key that was replaced tells whether somebody still has it.',
    permission: 'getApiKeys',
    answer: { outcome: 'ok', schema: z.array(scoringKeySchema) },
    example: {
      answer: [
        {
          id: '7d4f3c68-9f0a-4a0c-8f5e-0d9b6c1e2a34',
          kind: 'private',
          last_four: 'PbOH',
          created_at: '2026-06-14T10:00:00.000Z',
          expires_at: null,
          revoked_at: null,
          last_used_at: '2026-06-14T10:02:00.000Z',
        },
      ],
    },
  },
  showSettings: {
    ...setting,
    method: 'GET',
    path: `${scoring}/settings`,
    summary: 'Toggles and threshold',
    permission: 'getSite',
    answer: { outcome: 'ok', schema: scoringSettingsSchema },
    example: { answer: exampleSettings },
  },
  changeSettings: {
    ...setting,
    method: 'PUT',
    path: `${scoring}/settings`,
    summary: 'Change some toggles or the threshold',
    permission: 'updateSite',
    needsSubscription: true,
    body: settingsUpdateSchema,
    answer: { outcome: 'ok', schema: scoringSettingsSchema },
    problems: ['INVALID_PAYLOAD'],
    example: { body: { likely_bot_threshold: 30 }, answer: exampleSettings },
  },
});
