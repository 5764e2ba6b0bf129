import { areas, bars, type Dashboard, heatmap, lines, shares } from './panels.ts';
import { rate } from './queries.ts';

const scores = [
  shares({
    title: 'Sessions by band',
    tells:
      'Each time a session changed. A step without a campaign or a release of yours wants an explanation.',
    unit: 'short',
    of: { '{{band}}': rate('botect_scoring_sessions_total', { by: 'band' }) },
  }),
  lines({
    title: 'Called automated, against yesterday',
    tells: 'Share of the sessions with a score. 20 points above yesterday raise an alert.',
    unit: 'percentunit',
    of: {
      'last hour': 'botect:automated_sessions:ratio_rate1h',
      'a day before': 'botect:automated_sessions:ratio_rate1h offset 1d',
    },
    max: 1,
  }),
  heatmap({
    title: 'Scores given',
    tells: 'From 1, a bot, to 99, a person. Two far hills are good; a crowd around 30 to 50 is doubt.',
    unit: 'short',
    of: { '{{le}}': rate('botect_scoring_score_bucket', { by: 'le' }) },
  }),
];

const detections = [
  bars({
    title: 'Detections that speak most, last hour',
    tells: 'Sessions in which each spoke. Their sentences are at GET /v1/detections.',
    unit: 'short',
    of: {
      '{{detection}}': 'topk(15, sum by (detection) (increase(botect_scoring_detections_total[1h])))',
    },
  }),
  lines({
    title: 'Detections over time',
    tells: 'The ten busiest. One that rises alone after a browser’s release day wrongs people.',
    unit: 'ops',
    of: { '{{detection}}': `topk(10, ${rate('botect_scoring_detections_total', { by: 'detection' })})` },
  }),
  areas({
    title: 'Engines',
    tells:
      'An engine that falls silent has lost its input: an old browser script, headers cut off by a proxy.',
    unit: 'ops',
    of: { '{{engine}}': rate('botect_scoring_detections_total', { by: 'engine' }) },
  }),
];

const answered = [
  shares({
    title: 'Verdicts by band',
    tells: 'What sites were told when they asked; not_computed where nothing was known.',
    unit: 'short',
    of: { '{{verdict}}': rate('botect_verdict_decisions_total', { by: 'verdict' }) },
  }),
  lines({
    title: 'Answers about unknown sessions',
    tells:
      'Share of the verdicts. High: sites ask before the script has spoken, or the script is not on the page.',
    unit: 'percentunit',
    of: {
      unknown: `(${rate('botect_verdict_answers_total', { where: 'reason="unknown_session"' })} or vector(0)) / ${rate('botect_verdict_answers_total')}`,
    },
    max: 1,
  }),
  lines({
    title: 'Signed agents',
    tells: 'Requests with a signature, by what it proved and, without proof, why.',
    unit: 'ops',
    of: { '{{outcome}} {{reason}}': rate('botect_scoring_signed_agents_total', { by: 'outcome, reason' }) },
  }),
];

export const detectionQuality: Dashboard = {
  name: 'detection-quality',
  title: 'Botect / Detection quality',
  description:
    'Whether scores mean today what they meant yesterday. What they are worth is measured by docs/detection.md.',
  rows: { Scores: scores, Detections: detections, 'What sites were told': answered },
};
