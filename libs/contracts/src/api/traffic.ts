import { z } from 'zod';
import { actions, bands } from '../verdict.ts';
import { operationsOf } from './operation.ts';
import { instantSchema, timestampSchema } from './text.ts';

const traffic = { credential: 'account', tag: 'Traffic', permission: 'getTraffic' } as const;
const ofProject = '/v1/projects/{project}/traffic';

const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

export const trafficQuerySchema = z
  .object({
    from: instantSchema.optional(),
    to: instantSchema.optional(),
    /** A calendar month (UTC) instead of two times; goes with `year`. */
    month: whole(1, 12).optional(),
    year: whole(2000, 9999).optional(),
  })
  .refine(({ month, year }) => (month === undefined) === (year === undefined), {
    error: 'month and year go together',
    path: ['month'],
  })
  .refine(({ month, from, to }) => month === undefined || (from === undefined && to === undefined), {
    error: 'a month takes no from and to',
    path: ['month'],
  });

const count = z.int().min(0);
const bandCountsSchema = z.record(z.enum(bands), count);
const verdictCountsSchema = z.object({
  total: count,
  by_band: bandCountsSchema,
  by_action: z.record(z.enum(actions), count),
});

/** Sessions last seen then by the band they are in now, and verdicts given then. */
const countsShape = { sessions: bandCountsSchema, verdicts: verdictCountsSchema };
export const trafficCountsSchema = z.object(countsShape);
export type TrafficCounts = Readonly<z.infer<typeof trafficCountsSchema>>;

export const trafficSchema = z.object({
  /** Both as used: whole buckets, but for the one that runs. */
  from: timestampSchema,
  to: timestampSchema,
  bucket: z.enum(['hour', 'day']),
  points: z.array(z.object({ at: timestampSchema, ...countsShape })),
});
export type Traffic = Readonly<z.infer<typeof trafficSchema>>;

export const accountTrafficSchema = trafficSchema.extend({
  projects: z.array(z.object({ id: z.int(), name: z.string(), ...countsShape })),
});
export type AccountTraffic = Readonly<z.infer<typeof accountTrafficSchema>>;

export const liveQuerySchema = z.object({
  window_minutes: whole(5, 360).default(60),
  bucket_seconds: whole(30, 3_600).default(60),
});

export const liveTrafficSchema = z.object({
  /** Those with sessions alone. */
  points: z.array(z.object({ at: timestampSchema, sessions: bandCountsSchema })),
  window_minutes: z.int(),
  bucket_seconds: z.int(),
  unique_ips: count,
  top_ips: z.array(z.object({ ip: z.string(), sessions: count, bots: count })),
});
export type LiveTraffic = Readonly<z.infer<typeof liveTrafficSchema>>;

const exampleSessions = {
  not_computed: 0,
  definite: 1,
  likely_automated: 4,
  likely_human: 40,
  verified: 0,
};
const examplePoint = {
  at: '2026-06-14T10:00:00.000Z',
  sessions: exampleSessions,
  verdicts: {
    total: 90,
    by_band: { ...exampleSessions, likely_human: 85 },
    by_action: { allow: 89, challenge: 0, block: 1, log: 0, delay: 0 },
  },
};
const exampleTraffic = {
  from: '2026-06-14T10:00:00.000Z',
  to: '2026-06-14T11:00:00.000Z',
  bucket: 'hour' as const,
  points: [examplePoint],
};
const { at: _, ...exampleCounts } = examplePoint;
const description =
  'The last 24 hours unless told; at most 31 days at a time, of the last 400. By the hour up to seven days, by the day (UTC) beyond.';

export const trafficOperations = operationsOf({
  showTraffic: {
    ...traffic,
    method: 'GET',
    path: ofProject,
    summary: 'Sessions and verdicts of a project over time',
    description,
    query: trafficQuerySchema,
    answer: { outcome: 'ok', schema: trafficSchema },
    problems: ['INVALID_PAYLOAD'],
    example: { answer: exampleTraffic },
  },
  showAccountTraffic: {
    ...traffic,
    method: 'GET',
    path: '/v1/traffic',
    summary: 'Sessions and verdicts of all projects over time, and of each in total',
    description,
    query: trafficQuerySchema,
    answer: { outcome: 'ok', schema: accountTrafficSchema },
    problems: ['INVALID_PAYLOAD'],
    example: { answer: { ...exampleTraffic, projects: [{ id: 123, name: 'Shop', ...exampleCounts }] } },
  },
  showLiveTraffic: {
    ...traffic,
    method: 'GET',
    path: `${ofProject}/live`,
    summary: 'Sessions of the last minutes and where they come from',
    query: liveQuerySchema,
    answer: { outcome: 'ok', schema: liveTrafficSchema },
    problems: ['INVALID_PAYLOAD'],
    example: {
      answer: {
        points: [{ at: '2026-06-14T10:00:00.000Z', sessions: exampleSessions }],
        window_minutes: 60,
        bucket_seconds: 60,
        unique_ips: 31,
        top_ips: [{ ip: '203.0.113.9', sessions: 5, bots: 5 }],
      },
    },
  },
});
