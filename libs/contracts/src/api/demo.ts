import { z } from 'zod';
import { actions, bands } from '../verdict.ts';
import { operationsOf } from './operation.ts';
import { timestampSchema } from './text.ts';

/** One part of a score, with what the registry says of it. */
const demoReasonSchema = z.object({
  /** Null for what speaks for a person; so are the engine and the sentence. */
  detection_id: z.int().nullable(),
  engine: z.string().nullable(),
  sentence: z.string().nullable(),
  term: z.string(),
  points: z.number(),
  evidence: z.string(),
});

const countSchema = z.union([z.number(), z.array(z.number())]);

/** What a visitor of the demo page is shown of their own session. One that is not known has the verdict `not_computed`. */
export const demoSessionSchema = z.object({
  verdict: z.enum(bands),
  score: z.int().min(0).max(99),
  action: z.enum(actions),
  /** Scores below it are likely bots. */
  threshold: z.int(),
  reasons: z.array(demoReasonSchema),
  /** `passed` is null until the page's probe was heard; `tells` are the checks that did not pass. */
  probe: z.object({ passed: z.boolean().nullable(), tells: z.array(z.string()) }),
  /** The windows received, added up group by group: all that was measured of the visitor. Counts that are 0 may be left out. */
  sent: z.object({ windows: z.int(), counts: z.record(z.string(), z.record(z.string(), countSchema)) }),
  /** Scores so far, oldest first. */
  history: z.array(z.object({ at: timestampSchema, score: z.int() })),
  scored_at: timestampSchema.nullable(),
});
export type DemoSession = Readonly<z.infer<typeof demoSessionSchema>>;

const demo = { method: 'GET', tag: 'Demo', credential: 'none' } as const;

/** Served by `npm start` alone, and left out of the published interface: services do not have it. */
export const demoOperations = operationsOf({
  showDemo: {
    ...demo,
    path: '/demo',
    summary: 'A page that shows its visitor their own score',
    answer: { outcome: 'ok', mediaType: 'text/html; charset=utf-8' },
  },
  showDemoAsset: {
    ...demo,
    path: '/demo/{asset}',
    summary: 'A style, script or picture of the demo page',
    answer: { outcome: 'ok', mediaType: 'text/javascript; charset=utf-8' },
    problems: ['NOT_FOUND'],
  },
  showDemoSession: {
    ...demo,
    path: '/demo/session/{session_token}',
    summary: 'What is known of one session of the demo page, to whoever holds its token',
    answer: { outcome: 'ok', schema: demoSessionSchema },
  },
});
