import { z } from 'zod';
import { operationsOf } from './operation.ts';

const month = z.string().regex(/^\d{4}-\d{2}$/);
const events = z.int().min(0);

export const usageQuerySchema = z.object({ months: z.coerce.number().int().min(1).max(24).default(12) });

export const usageSchema = z.object({
  /** The month (UTC) that runs. */
  month,
  /** Events a month; null is without limit. */
  quota: z.int().nullable(),
  /** Nothing is refused then: answers to events say so, and this. */
  over_quota: z.boolean(),
  events_this_month: events,
  /** Newest first, months without events included. */
  months: z.array(z.object({ month, events })),
});
export type Usage = Readonly<z.infer<typeof usageSchema>>;

export const usageOperations = operationsOf({
  showUsage: {
    credential: 'account',
    tag: 'Traffic',
    permission: 'getTraffic',
    method: 'GET',
    path: '/v1/usage',
    summary: 'Events accepted in each month, and the quota',
    query: usageQuerySchema,
    answer: { outcome: 'ok', schema: usageSchema },
    problems: ['INVALID_PAYLOAD'],
    example: {
      query: { months: '2' },
      answer: {
        month: '2026-06',
        quota: null,
        over_quota: false,
        events_this_month: 1200,
        months: [
          { month: '2026-06', events: 1200 },
          { month: '2026-05', events: 900 },
        ],
      },
    },
  },
});
