import { areas, type Dashboard, lines } from './panels.ts';
import { quantile, quantiles, rate, routes } from './queries.ts';

const where = routes.ingest;

const requests = [
  areas({
    title: 'Requests by status',
    tells: '202 is accepted and kept. 4xx is the sender’s fault (see refusals), 503 is ours.',
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
    tells: 'Waiting for the log to acknowledge is most of it.',
    unit: 's',
    of: quantiles('http_server_request_duration', { where }),
  }),
  lines({
    title: 'Being worked on',
    tells: 'Requests not answered yet, of all kinds. Near IN_FLIGHT_MAX more are turned away.',
    unit: 'short',
    of: { '{{job}} {{instance}}': 'http_server_active_requests' },
  }),
];

const signals = [
  areas({
    title: 'Events',
    tells:
      'A duplicate was sent again and counts nothing: many of them mean that answers get lost on the way.',
    unit: 'ops',
    of: { '{{outcome}}': rate('botect_ingest_events_total', { by: 'outcome' }) },
  }),
  areas({
    title: 'Batches refused',
    tells: 'By error code. INVALID_PAYLOAD after a release of a site: its integration is broken.',
    unit: 'ops',
    of: { '{{code}}': rate('botect_ingest_refusals_total', { by: 'code' }) },
  }),
  lines({
    title: 'Told by servers of sites',
    tells: 'Page hits and logins.',
    unit: 'ops',
    of: { '{{kind}}': rate('botect_ingest_reports_total', { by: 'kind' }) },
  }),
];

const log = [
  lines({
    title: 'Appending to the log, p99',
    tells: 'Time until the log acknowledges, by topic.',
    unit: 's',
    of: {
      '{{messaging_destination_name}}': quantile(0.99, 'messaging_client_operation_duration', {
        by: 'messaging_destination_name',
      }),
    },
  }),
  lines({
    title: 'Records appended',
    tells: 'Acknowledged records a second, by topic.',
    unit: 'ops',
    of: {
      '{{messaging_destination_name}}': rate('messaging_client_sent_messages_total', {
        by: 'messaging_destination_name',
      }),
    },
  }),
  areas({
    title: 'Records refused',
    tells: 'Their sender was told 503 and sends them again. Normally none.',
    trouble: true,
    unit: 'ops',
    of: { '{{topic}} {{reason}}': rate('botect_bus_refused_total', { by: 'topic, reason' }) },
  }),
  lines({
    title: 'Waiting for the log',
    tells: 'Bytes sent and not acknowledged, by process; past 32 MiB records are refused.',
    unit: 'bytes',
    of: { '{{job}} {{instance}}': 'botect_bus_waiting_size' },
    limits: { warn: 16_777_216, bad: 33_554_432 },
  }),
  lines({
    title: 'Records waiting for the log',
    tells: 'By process. A number that stays means that the log does not answer.',
    unit: 'short',
    of: { '{{job}} {{instance}}': 'botect_bus_waiting' },
  }),
  lines({
    title: 'Appending fails',
    tells: 'Calls that ended in an error, by kind.',
    trouble: true,
    unit: 'ops',
    of: {
      '{{error_type}}': rate('messaging_client_operation_duration_count', {
        by: 'error_type',
        where: 'error_type!=""',
      }),
    },
  }),
];

const limits = [
  areas({
    title: 'Turned away unread',
    tells: 'Requests refused because the process has more than it can do, least important first.',
    trouble: true,
    unit: 'reqps',
    of: { '{{priority}} {{reason}}': rate('botect_http_shed_total', { by: 'priority, reason' }) },
    width: 12,
  }),
  lines({
    title: 'Past the quota',
    tells: 'Events accepted for accounts whose month is used up: nothing is refused, the owner is told.',
    unit: 'ops',
    of: {
      events: rate('botect_ingest_over_quota_total'),
      batches: rate('botect_ingest_over_quota_batches_total'),
    },
    width: 12,
  }),
];

export const ingest: Dashboard = {
  name: 'ingest',
  title: 'Botect / Ingest',
  description: 'From the request with signals to the acknowledgement of the log.',
  rows: { Requests: requests, Signals: signals, 'The log': log, Limits: limits },
};
