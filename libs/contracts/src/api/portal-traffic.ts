import { z } from 'zod';
import { operationsOf } from './operation.ts';
import { portal, portalBody } from './portal-body.ts';
import { instantSchema, timestampSchema } from './text.ts';

export const portalTrafficQuerySchema = portalBody({
  siteKeys: z.array(z.string()).min(1).max(1_000).optional(),
  startDate: instantSchema.optional(),
  endDate: instantSchema.optional(),
  month: z.int().min(1).max(12).optional(),
  year: z.int().min(2000).max(9999).optional(),
})
  .refine(({ startDate, endDate }) => (startDate === undefined) === (endDate === undefined), {
    error: 'startDate and endDate go together',
    path: ['startDate'],
  })
  .refine(({ month, year }) => (month === undefined) === (year === undefined), {
    error: 'month and year go together',
    path: ['month'],
  })
  .refine(({ startDate, month }) => startDate === undefined || month === undefined, {
    error: 'two dates, or a month and its year',
    path: ['month'],
  });
export type PortalTrafficQuery = Readonly<z.infer<typeof portalTrafficQuerySchema>>;

export const trafficRowSchema = z.object({
  siteKey: z.string(),
  /** Of an hour, or of a day (UTC) where more than seven days were asked for. */
  periodStart: timestampSchema,
  requested: z.int(),
  passed: z.int(),
  failed: z.int(),
  blocked: z.int(),
});
export type TrafficRow = Readonly<z.infer<typeof trafficRowSchema>>;

export const portalLiveQuerySchema = portalBody({
  siteKey: z.string(),
  windowMinutes: z.int().min(5).max(360).default(60),
  bucketSeconds: z.int().min(30).max(3_600).default(60),
});

export const liveSessionsSchema = z.object({
  /** Buckets without a session are left out. */
  points: z.array(z.object({ time: timestampSchema, sessions: z.int() })),
  windowMinutes: z.int(),
  bucketSeconds: z.int(),
  uniqueIps: z.int(),
  /** How many sessions came from it, and how many of them are bots. */
  topIps: z.array(z.object({ ip: z.string(), sessions: z.int(), bots: z.int() })),
});
export type LiveSessions = z.infer<typeof liveSessionsSchema>;

const traffic = { ...portal, tag: 'Portal: traffic', permission: 'getTraffic' } as const;
const siteKey = 'pk_2bXexampleexampleexampleexample12';

export const portalTrafficOperations = operationsOf({
  getTrafficData: {
    ...traffic,
    path: '/gettrafficdata',
    summary: 'Verdicts by site and period',
    description:
      'Two dates, or a month and its year, or nothing for the current month. By the hour up to seven days, by the day (UTC) beyond.',
    body: portalTrafficQuerySchema,
    answer: { outcome: 'ok', schema: z.array(trafficRowSchema) },
    problems: ['INVALID_PAYLOAD', 'NOT_FOUND'],
    example: {
      body: { month: 6, year: 2026 },
      answer: [
        {
          siteKey,
          periodStart: '2026-06-14T00:00:00.000Z',
          requested: 120,
          passed: 100,
          failed: 15,
          blocked: 5,
        },
      ],
    },
  },
  getLiveSessions: {
    ...traffic,
    path: '/getlivesessions',
    summary: 'Sessions of the last minutes',
    body: portalLiveQuerySchema,
    answer: { outcome: 'ok', schema: liveSessionsSchema },
    problems: ['INVALID_PAYLOAD', 'NOT_FOUND'],
    example: {
      body: { siteKey },
      answer: {
        points: [{ time: '2026-06-14T10:00:00.000Z', sessions: 12 }],
        windowMinutes: 60,
        bucketSeconds: 60,
        uniqueIps: 9,
        topIps: [{ ip: '192.0.2.7', sessions: 4, bots: 4 }],
      },
    },
  },
});
