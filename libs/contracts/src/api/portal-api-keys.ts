import { z } from 'zod';
import { operationsOf } from './operation.ts';
import { type Permission, type PermissionArea, permissionAreas, permissions } from './permissions.ts';
import { permissionsByAreaSchema, portal, portalBody, portalSuccessSchema } from './portal-body.ts';
import { printableText, timestampSchema } from './text.ts';

const isPermission = (name: string): name is Permission => (permissions as readonly string[]).includes(name);
const isArea = (name: string): name is PermissionArea => Object.hasOwn(permissionAreas, name);

/** A set of permissions: names by area as the portal writes it, or a flat list. Read as the names, each once. */
const permissionSetSchema = z
  .union([z.array(z.string()), z.record(z.string(), z.array(z.string()))])
  .transform((given, { addIssue }): readonly Permission[] => {
    const complain = (message: string) => addIssue({ code: 'custom', message });
    const named = Array.isArray(given) ? [['', given] as const] : Object.entries(given);
    const found = named.flatMap(([area, names]) => {
      if (area !== '' && !isArea(area)) complain(`${area} is no area of permissions`);
      return names.filter((name): name is Permission => {
        const inArea = area === '' || (isArea(area) && permissionAreas[area].some((own) => own === name));
        if (!isPermission(name) || !inArea) complain(`${name} is no permission${area && ` of ${area}`}`);
        return isPermission(name);
      });
    });
    if (found.length === 0) complain('must hold one permission at least');
    return [...new Set(found)];
  });

/** A hundred years: longer is a mistake of units. */
const secondsMax = 3_153_600_000;
/** Seconds from now; 0 is without end. */
const expiresInSchema = z.int().min(0).max(secondsMax);

export const portalKeyCreateSchema = portalBody({
  name: printableText(120),
  permissions: permissionSetSchema,
  expiresIn: expiresInSchema.nullable().optional(),
});
export const portalKeyUpdateSchema = portalBody({
  apiKeyId: z.string(),
  name: printableText(120).optional(),
  permissions: permissionSetSchema.optional(),
  expiresIn: expiresInSchema.min(1).optional(),
});
export const portalKeyDeleteSchema = portalBody({ apiKeyId: z.string() });

export const portalKeySchema = z.object({
  id: z.string(),
  name: z.string(),
  permissions: permissionsByAreaSchema,
  createdAt: timestampSchema,
  /** null is never. */
  expiresAt: timestampSchema.nullable(),
  lastFour: z.string(),
  lastUsedAt: timestampSchema.nullable(),
});
export type PortalApiKey = Readonly<z.infer<typeof portalKeySchema>>;

const portalKeyCreatedSchema = portalKeySchema.extend({ token: z.string() });

const keys = { ...portal, tag: 'Portal: API keys' } as const;
const exampleKey = {
  id: '0b7d9a54-3a5f-4c1e-9a0e-5f1f7a3c2d10',
  name: 'CI pipeline',
  permissions: { AccessRules: ['getRules', 'createRule'], Traffic: ['getTraffic'] },
  createdAt: '2026-06-14T10:00:00.000Z',
  expiresAt: '2026-06-15T10:00:00.000Z',
  lastFour: 'x7Qd',
  lastUsedAt: null,
};

export const portalKeyOperations = operationsOf({
  getPortalKeys: {
    ...keys,
    path: '/api-keys/get',
    summary: 'The live API keys of the account, without their tokens',
    permission: 'getApiKeys',
    body: portalBody({}),
    answer: { outcome: 'ok', schema: z.array(portalKeySchema) },
    problems: ['INVALID_PAYLOAD'],
    example: { body: {}, answer: [exampleKey] },
  },
  createPortalKey: {
    ...keys,
    path: '/api-keys/create',
    summary: 'Create an API key; its token is in this answer alone',
    description:
      'A key can be given only what the caller holds. `expiresIn` counts seconds; absent or 0 the key never expires.',
    permission: 'createApiKey',
    body: portalKeyCreateSchema,
    answer: { outcome: 'ok', schema: portalKeyCreatedSchema },
    problems: ['INVALID_PAYLOAD'],
    example: {
      body: { name: 'CI pipeline', permissions: exampleKey.permissions, expiresIn: 86_400 },
      answer: { ...exampleKey, token: 'bat_9aQexampleexampleexampleexampleexampleexample1' },
    },
  },
  updatePortalKey: {
    ...keys,
    path: '/api-keys/update',
    summary: 'Rename an API key, replace its permissions or end it earlier',
    permission: 'updateApiKey',
    body: portalKeyUpdateSchema,
    answer: { outcome: 'ok', schema: portalKeySchema },
    problems: ['INVALID_PAYLOAD', 'NOT_FOUND'],
    example: {
      body: { apiKeyId: exampleKey.id, expiresIn: 3_600 },
      answer: exampleKey,
    },
  },
  deletePortalKey: {
    ...keys,
    path: '/api-keys/delete',
    summary: 'Revoke an API key; requests with it are refused from then on',
    permission: 'deleteApiKey',
    body: portalKeyDeleteSchema,
    answer: { outcome: 'ok', schema: portalSuccessSchema },
    problems: ['INVALID_PAYLOAD', 'NOT_FOUND'],
    example: { body: { apiKeyId: exampleKey.id }, answer: { success: true } },
  },
});
