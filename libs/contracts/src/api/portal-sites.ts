import { z } from 'zod';
import { operationsOf } from './operation.ts';
import { portal, portalBody } from './portal-body.ts';
import { timestampSchema } from './text.ts';

/** Settings of theirs that have no counterpart here are refused by name, being no keys of this object. */
const settingsSchema = z.strictObject({
  /** At least one; scheme, leading `www.` and trailing slash are taken off. */
  domains: z.array(z.string().trim().min(1).max(300)).min(1).max(100),
  /** Scores above it are bots; the likely-bot threshold seen from the other end. */
  frictionlessThreshold: z.number().min(0).max(1).optional(),
});

export const portalSiteCreateSchema = portalBody({ name: z.string(), settings: settingsSchema });
export const portalSiteUpdateSchema = portalBody({
  siteKey: z.string(),
  name: z.string().optional(),
  settings: settingsSchema.partial().optional(),
});
export const portalSiteNamedSchema = portalBody({ siteKey: z.string() });

export const portalSiteSchema = z.object({
  name: z.string(),
  siteKey: z.string(),
  /** In the answer that created the site, null ever after: it is kept as a hash. */
  secretKey: z.string().nullable(),
  settings: z.object({ domains: z.array(z.string()), frictionlessThreshold: z.number() }),
  active: z.boolean(),
  createdAt: timestampSchema,
  updatedAt: timestampSchema,
});
export type PortalSite = Readonly<z.infer<typeof portalSiteSchema>>;

const siteDeletedSchema = z.object({ success: z.literal(true), deactivatedSiteKey: z.string() });

const sites = { ...portal, tag: 'Portal: sites' } as const;
const exampleSite = {
  name: 'shop',
  siteKey: 'pk_2bXexampleexampleexampleexample12',
  secretKey: null,
  settings: { domains: ['shop.example.com'], frictionlessThreshold: 0.7 },
  active: true,
  createdAt: '2026-06-14T10:00:00.000Z',
  updatedAt: '2026-06-14T10:00:00.000Z',
};
const exampleKey = { siteKey: exampleSite.siteKey };

export const portalSiteOperations = operationsOf({
  getPortalSites: {
    ...sites,
    path: '/sites/get',
    summary: 'The sites of the account: its projects with scoring',
    permission: 'getSites',
    body: portalBody({}),
    answer: { outcome: 'ok', schema: z.array(portalSiteSchema) },
    problems: ['INVALID_PAYLOAD'],
    example: { body: {}, answer: [exampleSite] },
  },
  getPortalSite: {
    ...sites,
    path: '/site/get',
    summary: 'One site',
    permission: 'getSite',
    body: portalSiteNamedSchema,
    answer: { outcome: 'ok', schema: portalSiteSchema },
    problems: ['INVALID_PAYLOAD', 'NOT_FOUND'],
    example: { body: exampleKey, answer: exampleSite },
  },
  createPortalSite: {
    ...sites,
    path: '/sites/create',
    summary: 'Add a site with scoring enabled; its secret key is in this answer alone',
    permission: 'createSite',
    needsSubscription: true,
    body: portalSiteCreateSchema,
    answer: { outcome: 'ok', schema: portalSiteSchema },
    problems: ['INVALID_PAYLOAD', 'DUPLICATE_NAME'],
    example: {
      body: { name: 'shop', settings: { domains: ['https://www.shop.example.com/'] } },
      answer: { ...exampleSite, secretKey: 'sk_9aQexampleexampleexampleexampleexampleexample1' },
    },
  },
  updatePortalSite: {
    ...sites,
    path: '/sites/update',
    summary: 'Rename a site or change its settings',
    permission: 'updateSite',
    needsSubscription: true,
    body: portalSiteUpdateSchema,
    answer: { outcome: 'ok', schema: portalSiteSchema },
    problems: ['INVALID_PAYLOAD', 'NOT_FOUND', 'DUPLICATE_NAME'],
    example: { body: { ...exampleKey, settings: { frictionlessThreshold: 0.7 } }, answer: exampleSite },
  },
  deletePortalSite: {
    ...sites,
    path: '/sites/delete',
    summary: 'Deactivate a site; nothing of it is erased',
    permission: 'deleteSite',
    needsSubscription: true,
    body: portalSiteNamedSchema,
    answer: { outcome: 'ok', schema: siteDeletedSchema },
    problems: ['INVALID_PAYLOAD', 'NOT_FOUND', 'LAST_ACTIVE_PROJECT'],
    example: { body: exampleKey, answer: { success: true, deactivatedSiteKey: exampleKey.siteKey } },
  },
});
