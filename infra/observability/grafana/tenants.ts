import { areas, bars, type Dashboard, lines } from './panels.ts';
import { quantiles, rate, routes } from './queries.ts';

const projects = [
  areas({
    title: 'Events of the busiest projects',
    tells: 'By number of the project; all that are not among the busiest are other.',
    unit: 'ops',
    of: { '{{project}}': rate('botect_project_events_total', { by: 'project' }) },
    width: 12,
  }),
  areas({
    title: 'Verdicts of the busiest projects',
    tells: 'Reads by project. A project with events and no verdicts only observes, or forgot to ask.',
    unit: 'ops',
    of: { '{{project}}': rate('botect_project_verdicts_total', { by: 'project' }) },
    width: 12,
  }),
  bars({
    title: 'Events today',
    tells: 'New events of the last 24 hours by project.',
    unit: 'short',
    of: { '{{project}}': 'topk(15, sum by (project) (increase(botect_project_events_total[1d])))' },
    width: 12,
  }),
  lines({
    title: 'Told they are automated',
    tells:
      'Share of a project’s verdicts that name a bot. One project alone: its visitors, or its integration.',
    unit: 'percentunit',
    of: {
      '{{project}}': `${rate('botect_project_verdicts_total', { by: 'project', where: 'verdict=~"definite|likely_automated"' })} / ${rate('botect_project_verdicts_total', { by: 'project' })}`,
    },
    width: 12,
    max: 1,
  }),
];

const owners = [
  areas({
    title: 'Calls of owners by status',
    tells: 'The control plane: everything but signals and verdicts. 429 is the limit of calls.',
    unit: 'reqps',
    of: {
      '{{http_response_status_code}}': rate('http_server_request_duration_count', {
        by: 'http_response_status_code',
        where: routes.control,
      }),
    },
  }),
  lines({
    title: 'Time to answer owners',
    tells: 'Reading and writing accounts, projects, keys and rules.',
    unit: 's',
    of: quantiles('http_server_request_duration', { where: routes.control }),
  }),
  areas({
    title: 'Busiest calls',
    tells: 'The ten busiest routes of the control plane.',
    unit: 'reqps',
    of: {
      '{{http_route}}': `topk(10, ${rate('http_server_request_duration_count', { by: 'http_route', where: routes.control })})`,
    },
  }),
];

const counts = [
  lines({
    title: 'Past the quota',
    tells: 'New events of accounts whose month is used up, a second. They are accepted.',
    unit: 'ops',
    of: { events: rate('botect_ingest_over_quota_total') },
    width: 12,
  }),
  lines({
    title: 'Counts dropped',
    tells: 'What owners will not see on their pages. Normally none.',
    unit: 'ops',
    of: { '{{job}}': rate('botect_tally_dropped_total', { by: 'job' }) },
    width: 12,
  }),
];

export const tenants: Dashboard = {
  name: 'tenants',
  title: 'Botect / Tenants',
  description: 'Who uses it how much, and what owners meet.',
  rows: { Projects: projects, 'Owners’ calls': owners, 'Quota and counts': counts },
};
