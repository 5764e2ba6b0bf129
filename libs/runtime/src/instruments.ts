import { counter, gauge, histogram } from './instrument.ts';

/** The conventions' buckets for waiting on others, with finer ones where a local network answers. */
const callSeconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const freshnessSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300];

/**
 * Every measurement the product makes, named by OpenTelemetry's semantic conventions where they have a name; in braces the
 * attributes it may carry. Use: `telemetry.counter(...instruments.ingestEvents)`.
 */
export const instruments = {
  // Requests
  httpServerRequestDuration: histogram(
    'http.server.request.duration{http.request.method,http.route,http.response.status_code}',
    ['s', callSeconds],
    'Time from the headers of a request to the end of its answer. Its count is the rate, its status the errors.',
  ),
  httpServerActiveRequests: gauge('http.server.active_requests', '{request}', 'Requests being worked on.'),
  httpShed: counter(
    'botect.http.shed{http.route,reason,priority}',
    '{request}',
    'Requests refused because the process has more than it can do; verdicts are allowed instead.',
  ),

  // The process
  eventLoopDelayP99: gauge(
    'nodejs.eventloop.delay.p99',
    's',
    '99th percentile of the event loop delay since the last collection.',
  ),
  eventLoopUtilization: gauge(
    'nodejs.eventloop.utilization',
    '1',
    'Share of the time the event loop was busy since the last collection.',
  ),
  memoryUsage: gauge('process.memory.usage', 'By', 'Resident memory.'),
  cpuTime: counter('process.cpu.time{cpu.mode}', 's', 'Processor time used.'),
  uptime: gauge('process.uptime', 's', 'Time since the process started.'),
  heapUsed: gauge('v8js.memory.heap.used{v8js.heap.space.name}', 'By', 'Heap in use.'),
  heapLimit: gauge('botect.process.heap.limit', 'By', 'Heap at which the process would give up.'),
  ready: gauge('botect.ready', '1', '1 when /ready says yes, otherwise 0.'),
  dependencyUp: gauge(
    'botect.dependency.up{dependency}',
    '1',
    '1 when the dependency answered when asked for this collection, otherwise 0.',
  ),

  // Redis and PostgreSQL
  dbOperationDuration: histogram(
    'db.client.operation.duration{db.system.name,error.type}',
    ['s', callSeconds],
    'Time one round trip to Redis took, or one statement of PostgreSQL (not those of Prisma), waiting included.',
  ),
  dbConnections: gauge(
    'db.client.connection.count{db.client.connection.pool.name,db.client.connection.state}',
    '{connection}',
    'Connections to PostgreSQL, in use or idle.',
  ),
  dbConnectionsMax: gauge(
    'db.client.connection.max{db.client.connection.pool.name}',
    '{connection}',
    'Connections to PostgreSQL this process may open.',
  ),
  dbPendingRequests: gauge(
    'db.client.connection.pending_requests{db.client.connection.pool.name}',
    '{request}',
    'Statements waiting for a connection to PostgreSQL.',
  ),

  // The log of records
  publishDuration: histogram(
    'messaging.client.operation.duration{messaging.operation.name,messaging.destination.name,error.type}',
    ['s', callSeconds],
    'Time one call that appends records took.',
  ),
  publishedRecords: counter(
    'messaging.client.sent.messages{messaging.destination.name}',
    '{message}',
    'Records acknowledged by the log.',
  ),
  publishRefused: counter(
    'botect.bus.refused{topic,reason}',
    '{record}',
    'Records their publisher was told are not kept.',
  ),
  publishWaiting: gauge('botect.bus.waiting', '{record}', 'Records waiting for the log to acknowledge them.'),
  publishWaitingBytes: gauge(
    'botect.bus.waiting.size',
    'By',
    'What those records hold; refused past 32 MiB.',
  ),
  fetchDuration: histogram(
    'messaging.process.duration{messaging.destination.name,messaging.consumer.group.name,error.type}',
    ['s', callSeconds],
    'Time one fetch of records was worked on, by attempt.',
  ),
  records: counter(
    'botect.bus.records{topic,group,fate}',
    '{record}',
    'Records consumed, by what became of them.',
  ),
  recordsDropped: counter(
    'botect.bus.dropped{topic,group,reason}',
    '{record}',
    'Records left out on purpose.',
  ),
  deadLetters: counter(
    'botect.bus.dead_letters{topic,group,reason}',
    '{record}',
    'Records put aside for people to look at.',
  ),
  fetchRetries: counter(
    'botect.bus.fetch.retries{topic,group}',
    '{fetch}',
    'Fetches handed over again because the surroundings failed.',
  ),
  lag: gauge(
    'botect.bus.lag{topic,group,partition}',
    '{record}',
    'Records the group has not committed. Every member tells it of all partitions: take the maximum.',
  ),
  oldestAge: gauge(
    'botect.bus.oldest.age{topic,group}',
    's',
    'Age of the oldest record this process is working on; 0 when there is none.',
  ),

  // Ingest
  ingestEvents: counter('botect.ingest.events{outcome}', '{event}', 'Events accepted, new or repeated.'),
  ingestReports: counter(
    'botect.ingest.reports{kind}',
    '{report}',
    'What servers of sites told of their visitors.',
  ),
  ingestRefusals: counter('botect.ingest.refusals{code}', '{batch}', 'Batches refused, by error code.'),
  ingestOverQuota: counter(
    'botect.ingest.over_quota',
    '{event}',
    'New events accepted for accounts past their monthly quota.',
  ),
  ingestOverQuotaBatches: counter(
    'botect.ingest.over_quota.batches',
    '{batch}',
    'Batches accepted for accounts past their monthly quota.',
  ),

  // Scoring
  scoringEvents: counter(
    'botect.scoring.events',
    '{event}',
    'Events counted into a session for the first time.',
  ),
  scoringSessions: counter(
    'botect.scoring.sessions{band}',
    '{session}',
    'Sessions scored, each time it changed.',
  ),
  scoringNewSessions: counter(
    'botect.scoring.sessions.new',
    '{session}',
    'Sessions scored for the first time.',
  ),
  scoringScore: histogram(
    'botect.scoring.score',
    ['1', [0, 1, 9, 19, 29, 39, 49, 59, 69, 79, 89, 99]],
    'Scores given, each time a session changed; 0 is not computed, 1 a bot, 99 a person.',
  ),
  scoringDetections: counter(
    'botect.scoring.detections{engine,detection}',
    '{session}',
    'Scored sessions in which the detection spoke, each time the session changed.',
  ),
  scoringFreshness: histogram(
    'botect.scoring.freshness',
    ['s', freshnessSeconds],
    'Time from accepting a batch to its score being visible.',
  ),
  scoringSignedAgents: counter(
    'botect.scoring.signed_agents{outcome,reason}',
    '{request}',
    'Signed requests of agents, by what their signatures proved; without proof by why.',
  ),

  // Verdicts
  verdicts: counter(
    'botect.verdict.answers{source,reason}',
    '{verdict}',
    'Verdicts answered, by where the session was found; fail-open ones by why. Those shed unread are in botect.http.shed.',
  ),
  verdictDecisions: counter(
    'botect.verdict.decisions{verdict,action,step}',
    '{verdict}',
    'Verdicts decided, by what was answered and what decided.',
  ),
  verdictCacheFaults: counter(
    'botect.verdict.cache.faults',
    '{lookup}',
    'Sessions the cache could not tell of, asked of the database instead.',
  ),

  // Policy
  policyAge: gauge(
    'botect.policy.age',
    's',
    'Time since the changes of policy were last asked for with success.',
  ),
  policyEntries: gauge('botect.policy.entries{kind}', '{key}', 'Keys remembered.'),
  policyLoads: counter('botect.policy.loads{outcome}', '{load}', 'Keys asked of the database.'),
  policyChanges: counter(
    'botect.policy.changes{kind}',
    '{change}',
    'Changes heard of; after a gap all keys are asked for again.',
  ),

  // Projects and their owners
  projectEvents: counter('botect.project.events{project}', '{event}', 'New events of the busiest projects.'),
  projectVerdicts: counter(
    'botect.project.verdicts{project,verdict}',
    '{verdict}',
    'Verdicts of the busiest projects.',
  ),
  tallyDropped: counter(
    'botect.tally.dropped',
    '{count}',
    'Counts for owners dropped for want of room while none can be published.',
  ),
  networkListsAge: gauge(
    'botect.networks.lists.age',
    's',
    'Age of the oldest list of addresses in use, of those that are published for fetching.',
  ),
} as const;
