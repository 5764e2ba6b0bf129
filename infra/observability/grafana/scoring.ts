import { areas, type Dashboard, lines } from './panels.ts';
import { quantile, quantiles, rate } from './queries.ts';

const timeliness = [
  lines({
    title: 'Freshness',
    tells: 'From a batch accepted to its score visible.',
    unit: 's',
    of: quantiles('botect_scoring_freshness'),
    limits: { warn: 1, bad: 2 },
  }),
  lines({
    title: 'Lag',
    tells:
      'Records a group has not settled yet. Growing: add scoring replicas, up to the number of partitions.',
    unit: 'short',
    of: { '{{group}} on {{topic}}': 'botect:bus_lag:sum' },
  }),
  lines({
    title: 'Lag by partition',
    tells: 'One partition alone: one record that cannot be settled, or one very busy session.',
    unit: 'short',
    of: { '{{topic}} {{partition}}': 'max by (topic, partition) (botect_bus_lag)' },
  }),
  lines({
    title: 'Oldest record at work',
    tells: 'Its age, by group. It grows while something is tried again and again.',
    unit: 's',
    of: { '{{group}} on {{topic}}': 'max by (topic, group) (botect_bus_oldest_age)' },
  }),
  lines({
    title: 'Working on a fetch',
    tells: 'Time for all records that came at once, by group.',
    unit: 's',
    of: {
      '{{messaging_consumer_group_name}} median': quantile(0.5, 'messaging_process_duration', {
        by: 'messaging_consumer_group_name',
      }),
      '{{messaging_consumer_group_name}} p99': quantile(0.99, 'messaging_process_duration', {
        by: 'messaging_consumer_group_name',
      }),
    },
  }),
  lines({
    title: 'Fetches tried again',
    tells: 'The surroundings failed: database, cache or log. Nothing is lost; it takes longer.',
    trouble: true,
    unit: 'ops',
    of: { '{{group}} on {{topic}}': rate('botect_bus_fetch_retries_total', { by: 'topic, group' }) },
  }),
];

const fates = [
  areas({
    title: 'Records by what became of them',
    tells: 'Nearly all are done. Retried ones come again.',
    unit: 'ops',
    of: { '{{group}} {{fate}}': rate('botect_bus_records_total', { by: 'group, fate' }) },
  }),
  areas({
    title: 'Put aside',
    tells: 'Dead letters: records nothing could be made of. Any of them is a fault in the product.',
    trouble: true,
    unit: 'ops',
    of: { '{{topic}} {{reason}}': rate('botect_bus_dead_letters_total', { by: 'topic, reason' }) },
  }),
  areas({
    title: 'Left out on purpose',
    tells:
      'Records without effect, with the reason: of an erased session, or one too many of a session’s minute.',
    trouble: true,
    unit: 'ops',
    of: { '{{topic}} {{reason}}': rate('botect_bus_dropped_total', { by: 'topic, reason' }) },
  }),
];

const work = [
  lines({
    title: 'Sessions',
    tells: 'Scored a second, and how many of them for the first time.',
    unit: 'ops',
    of: {
      scored: rate('botect_scoring_sessions_total'),
      new: rate('botect_scoring_sessions_new_total'),
    },
  }),
  lines({
    title: 'Events counted',
    tells: 'Should follow the events accepted by ingest.',
    unit: 'ops',
    of: {
      counted: rate('botect_scoring_events_total'),
      accepted: rate('botect_ingest_events_total', { where: 'outcome="new"' }),
    },
  }),
  lines({
    title: 'Age of the lists of networks',
    tells: 'Of those that can be fetched. It grows without end where NETWORK_REFRESH is never.',
    unit: 's',
    of: { '{{job}} {{instance}}': 'botect_networks_lists_age' },
  }),
];

const stores = [
  lines({
    title: 'Database and cache, p99',
    tells: 'Time of one statement or round trip, waiting for a connection included.',
    unit: 's',
    of: {
      '{{job}} {{db_system_name}}': quantile(0.99, 'db_client_operation_duration', {
        by: 'job, db_system_name',
      }),
    },
  }),
  lines({
    title: 'Calls that fail',
    tells: 'By store and kind of error.',
    trouble: true,
    unit: 'ops',
    of: {
      '{{job}} {{db_system_name}} {{error_type}}': rate('db_client_operation_duration_count', {
        by: 'job, db_system_name, error_type',
        where: 'error_type!=""',
      }),
    },
  }),
  lines({
    title: 'Connections to PostgreSQL',
    tells:
      'In use against what a process may open; statements that wait mean that it is too few, or that statements are slow.',
    unit: 'short',
    of: {
      '{{job}} {{db_client_connection_state}}':
        'sum by (job, db_client_connection_state) (db_client_connection_count)',
      '{{job}} may open': 'sum by (job) (db_client_connection_max)',
      '{{job}} waiting': 'sum by (job) (db_client_connection_pending_requests)',
    },
  }),
];

export const scoring: Dashboard = {
  name: 'scoring',
  title: 'Botect / Scoring',
  description: 'From the log to the score that verdicts read.',
  rows: { Timeliness: timeliness, 'What becomes of records': fates, Work: work, Stores: stores },
};
