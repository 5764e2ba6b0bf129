import { bars, type Dashboard, lines, number, table } from './panels.ts';
import { quantile, rate, routes } from './queries.ts';

const promises = [
  bars({
    title: 'Error budget left of 30 days',
    tells:
      'Share of the failures the objective allows that is left. Below zero the promise of the month is broken. Objectives are in the rules, botect:slo_objective:ratio.',
    unit: 'percentunit',
    of: { '{{slo}}': 'botect:slo_budget_left:ratio30d' },
    limits: { warn: 0.5, bad: 0.1, lessIsWorse: true },
    max: 1,
  }),
  lines({
    title: 'Budget burnt, last hour',
    tells:
      'How many times faster than allowed failures happen. 1 lasts a month; past 14.4 somebody is woken.',
    unit: 'short',
    of: { '{{slo}}': 'botect:slo_burn:avg1h' },
    limits: { warn: 1, bad: 14.4 },
  }),
  table({
    title: 'Alerts now',
    tells: 'Alerts that fire. Each has a runbook in docs/runbooks.',
    trouble: true,
    unit: 'short',
    of: { alerts: 'sum by (alertname, severity) (ALERTS{alertstate="firing", alertname=~"Botect.+"})' },
  }),
];

const now = [
  number({
    title: 'Verdicts',
    tells: 'Verdict reads answered a second.',
    unit: 'reqps',
    of: { verdicts: rate('http_server_request_duration_count', { where: routes.verdict }) },
  }),
  number({
    title: 'Verdict p99',
    tells: 'Time inside the service in which 99 of 100 verdict reads are answered. Promised are 50 ms.',
    unit: 's',
    of: { p99: quantile(0.99, 'http_server_request_duration', { where: routes.verdict }) },
    limits: { warn: 0.025, bad: 0.05 },
  }),
  number({
    title: 'Batches',
    tells: 'Batches of signals a second, accepted or not.',
    unit: 'reqps',
    of: { batches: rate('http_server_request_duration_count', { where: routes.ingest }) },
  }),
  number({
    title: 'Events',
    tells: 'Events accepted a second, for the first time.',
    unit: 'ops',
    of: { events: rate('botect_ingest_events_total', { where: 'outcome="new"' }) },
  }),
  number({
    title: 'Freshness p99',
    tells: 'From a batch accepted to its score visible. The objective is 2 s for 99 of 100.',
    unit: 's',
    of: { p99: quantile(0.99, 'botect_scoring_freshness') },
    limits: { warn: 1, bad: 2 },
  }),
  number({
    title: 'Called automated',
    tells: 'Share of the sessions with a score that are called automated, last hour.',
    unit: 'percentunit',
    of: { share: 'botect:automated_sessions:ratio_rate1h' },
  }),
];

const parts = [
  lines({
    title: 'Processes ready',
    tells: 'By service, how many say they are ready. A rollout keeps it at the number of replicas or above.',
    unit: 'short',
    of: { '{{job}}': 'sum by (job) (botect_ready)' },
  }),
  lines({
    title: 'Dependencies reached',
    tells: 'Share of the processes of a service that reach what they lean on; 100 % is normal.',
    unit: 'percentunit',
    of: { '{{job}} → {{dependency}}': 'avg by (job, dependency) (botect_dependency_up)' },
    max: 1,
  }),
  lines({
    title: 'Records waiting to be scored or counted',
    tells: 'Lag of each consumer group. It should return to near zero within seconds.',
    unit: 'short',
    of: { '{{group}} on {{topic}}': 'botect:bus_lag:sum' },
  }),
];

const processes = [
  lines({
    title: 'Event loop busy',
    tells: 'Share of the time; one process uses one core. Past 85 % for long: add replicas.',
    unit: 'percentunit',
    of: { '{{job}} {{instance}}': 'nodejs_eventloop_utilization' },
    max: 1,
  }),
  lines({
    title: 'Event loop delay p99',
    tells: 'How late timers come, as a sign of what every request waits. It reads 20 ms at rest.',
    unit: 's',
    of: { '{{job}} {{instance}}': 'nodejs_eventloop_delay_p99' },
  }),
  lines({
    title: 'Memory',
    tells: 'Resident, by process. A slope that never ends is a leak.',
    unit: 'bytes',
    of: { '{{job}} {{instance}}': 'process_memory_usage' },
  }),
  lines({
    title: 'Heap full',
    tells: 'Share of the heap at which the process would give up.',
    unit: 'percentunit',
    of: {
      '{{job}} {{instance}}':
        'sum by (job, instance) (v8js_memory_heap_used) / on (job, instance) botect_process_heap_limit',
    },
    max: 1,
  }),
  lines({
    title: 'Processor',
    tells: 'Cores in use, by process.',
    unit: 'short',
    of: { '{{job}} {{instance}}': rate('process_cpu_time_total', { by: 'job, instance' }) },
  }),
  lines({
    title: 'Uptime',
    tells: 'A line that falls to zero is a restart.',
    unit: 's',
    of: { '{{job}} {{instance}}': 'process_uptime' },
  }),
  table({
    title: 'Versions',
    tells: 'Processes by version; two versions are normal during a rollout alone.',
    unit: 'short',
    of: {
      versions:
        'count by (job, service_version) (target_info{job=~"ingest|scoring|verdict|accounts|botect"})',
    },
    width: 24,
  }),
];

/** The page to open first. */
export const overview: Dashboard = {
  name: 'overview',
  title: 'Botect / Overview',
  description: 'Whether sites get what they were promised, and if not, which part to look at.',
  rows: { Promises: promises, Now: now, Parts: parts, Processes: processes },
};
