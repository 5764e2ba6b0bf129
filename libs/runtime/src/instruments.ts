import type { HistogramOptions, InstrumentOptions } from './telemetry.ts';

type Named<Options> = readonly [name: string, options: Options];

const histogram = (name: string, options: HistogramOptions): Named<HistogramOptions> => [name, options];
const instrument = (name: string, options: InstrumentOptions): Named<InstrumentOptions> => [name, options];

/**
 * Every measurement the product makes, named by OpenTelemetry's semantic conventions where they have a name.
 * Use: `telemetry.histogram(...instruments.httpServerRequestDuration)`.
 */
export const instruments = {
  httpServerRequestDuration: histogram('http.server.request.duration', {
    description: 'Time from the headers of a request to the end of its answer.',
    unit: 's',
    // The conventions' buckets, with finer ones where verdict reads live.
    boundaries: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  }),
  httpServerActiveRequests: instrument('http.server.active_requests', {
    description: 'Requests being worked on.',
    unit: '{request}',
  }),
  eventLoopDelayP99: instrument('nodejs.eventloop.delay.p99', {
    description: '99th percentile of the event loop delay since the last collection.',
    unit: 's',
  }),
  eventLoopUtilization: instrument('nodejs.eventloop.utilization', {
    description: 'Share of the time the event loop was busy since the last collection.',
    unit: '1',
  }),
  memoryUsage: instrument('process.memory.usage', { description: 'Resident memory.', unit: 'By' }),
  ingestEvents: instrument('botect.ingest.events', {
    description: 'Events accepted, by whether they were new or a repeat.',
    unit: '{event}',
  }),
  ingestReports: instrument('botect.ingest.reports', {
    description: 'What the servers of sites told of their visitors, by kind: a page hit or a login.',
    unit: '{report}',
  }),
  ingestRefusals: instrument('botect.ingest.refusals', {
    description: 'Batches refused, by error code.',
    unit: '{batch}',
  }),
  scoringEvents: instrument('botect.scoring.events', {
    description: 'Events counted into a session for the first time.',
    unit: '{event}',
  }),
  scoringSessions: instrument('botect.scoring.sessions', {
    description: 'Sessions scored.',
    unit: '{session}',
  }),
  scoringFreshness: histogram('botect.scoring.freshness', {
    description: 'Time from accepting a batch to its score being visible.',
    unit: 's',
    boundaries: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300],
  }),
  scoringSignedAgents: instrument('botect.scoring.signed_agents', {
    description: 'Signed requests of agents, by what their signatures proved; without proof by why.',
    unit: '{request}',
  }),
  verdicts: instrument('botect.verdict.answers', {
    description: 'Verdicts answered, by where the session was found; fail-open ones by why.',
    unit: '{verdict}',
  }),
  tallyDropped: instrument('botect.tally.dropped', {
    description: 'Counts for owners dropped for want of room while none can be published.',
    unit: '{count}',
  }),
  networkListsAge: instrument('botect.networks.lists.age', {
    description: 'Age of the oldest list of addresses in use, of those that are published for fetching.',
    unit: 's',
  }),
} as const;
