import { areas, type Dashboard, lines, shares } from './panels.ts';
import { quantile, quantiles, rate, routes } from './queries.ts';

const where = routes.verdict;

const requests = [
  areas({
    title: 'Requests by status',
    tells: '200 is an answer, whatever it says. 401 and 403: keys of a site. 503 was turned away.',
    unit: 'reqps',
    of: {
      '{{http_response_status_code}}': rate('http_server_request_duration_count', {
        by: 'http_response_status_code',
        where,
      }),
    },
  }),
  lines({
    title: 'Time to answer',
    tells:
      'Inside the service. Past VERDICT_BUDGET_MS the answer is allow. Promised are 50 ms for 99 of 100.',
    unit: 's',
    of: quantiles('http_server_request_duration', { where }),
    limits: { warn: 0.025, bad: 0.05 },
  }),
  lines({
    title: 'Failing open because something is broken',
    tells: 'Visitors are let through unseen. Normally none.',
    unit: 'ops',
    of: {
      'fail open': `${rate('botect_verdict_answers_total', {
        where: 'source="fail_open", reason!="unknown_session"',
      })} or vector(0)`,
      errors: `${rate('http_server_request_duration_count', {
        where: `${where}, http_response_status_code=~"5.."`,
      })} or vector(0)`,
    },
  }),
];

const answers = [
  shares({
    title: 'Where answers come from',
    tells:
      'The cache, the database when that does not know, or nowhere (fail_open): the session is unknown or something is broken.',
    unit: 'short',
    of: { '{{source}} {{reason}}': rate('botect_verdict_answers_total', { by: 'source, reason' }) },
  }),
  shares({
    title: 'What is answered',
    tells: 'The action sites are told to take. While a project only observes, it is allow for everybody.',
    unit: 'short',
    of: { '{{action}}': rate('botect_verdict_decisions_total', { by: 'action' }) },
  }),
  shares({
    title: 'What decided',
    tells: 'The step at which the verdict was settled: rules of the owner come before the score.',
    unit: 'short',
    of: { '{{step}}': rate('botect_verdict_decisions_total', { by: 'step' }) },
  }),
];

const reading = [
  lines({
    title: 'Database and cache, p99',
    tells: 'Time of one round trip or statement of the verdict service.',
    unit: 's',
    of: {
      '{{db_system_name}}': quantile(0.99, 'db_client_operation_duration', {
        by: 'db_system_name',
        where: 'job=~"verdict|botect"',
      }),
    },
  }),
  lines({
    title: 'The cache could not tell',
    tells: 'Lookups that took too long or failed; the database was asked instead.',
    unit: 'ops',
    of: { lookups: rate('botect_verdict_cache_faults_total') },
  }),
  areas({
    title: 'Turned away unread',
    tells: 'Verdict reads come last to be turned away.',
    trouble: true,
    unit: 'reqps',
    of: { '{{priority}} {{reason}}': rate('botect_http_shed_total', { by: 'priority, reason', where }) },
  }),
];

const policy = [
  lines({
    title: 'Policies not asked for',
    tells: 'Time since changes were last heard of. A few seconds; past two minutes somebody is woken.',
    unit: 's',
    of: { '{{job}} {{instance}}': 'botect_policy_age' },
    limits: { warn: 60, bad: 120 },
    width: 6,
  }),
  lines({
    title: 'Keys remembered',
    tells: 'By process and kind.',
    unit: 'short',
    of: { '{{job}} {{kind}}': 'max by (job, kind) (botect_policy_entries)' },
    width: 6,
  }),
  lines({
    title: 'Keys asked of the database',
    tells: 'By outcome. Few of them against the requests: policies are answered from memory.',
    unit: 'ops',
    of: { '{{outcome}}': rate('botect_policy_loads_total', { by: 'outcome' }) },
    width: 6,
  }),
  lines({
    title: 'Changes heard of',
    tells: 'A gap means that some may have been missed and everything is asked for again.',
    unit: 'ops',
    of: { '{{kind}}': rate('botect_policy_changes_total', { by: 'kind' }) },
    width: 6,
  }),
];

export const verdict: Dashboard = {
  name: 'verdict',
  title: 'Botect / Verdict',
  description: 'What sites are answered, how fast, and from what.',
  rows: { Requests: requests, Answers: answers, Reading: reading, Policy: policy },
};
