import { byId, setText } from './elements.js';

const bands = {
  not_computed: ['no score yet', 'none'],
  definite: ['certainly automated', 'bot'],
  likely_automated: ['likely automated', 'bot'],
  likely_human: ['likely human', 'human'],
  verified: ['a verified bot', 'human'],
};

const actions = {
  allow: 'A site would let you in.',
  challenge: 'A site would ask you to prove that you are human.',
  block: 'A site would turn you away.',
  log: 'A site would let you in and make a note.',
  delay: 'A site would make you wait.',
};

/** A verified bot has no score, and needs none. */
const numberOf = (score, verdict) => (score > 0 ? `${score}` : verdict === 'verified' ? '✓' : '?');

const waiting = 'Move, press, type or scroll: a score forms within a few seconds.';

/** The number, its band and what a site would do. */
export function showScore({ score, verdict, action, threshold, history, scored_at }) {
  const [band, tone] = bands[verdict] ?? bands.not_computed;
  const known = verdict !== 'not_computed';
  for (const where of document.querySelectorAll('[data-show=score]'))
    setText(where, numberOf(score, verdict));
  for (const where of document.querySelectorAll('[data-show=band]')) setText(where, band);
  const card = byId('score-card');
  for (const where of [card, document.querySelector('.pill')]) where.dataset.tone = tone;
  card.querySelector('.marker').hidden = score === 0;
  card.style.setProperty('--score', score);
  card.style.setProperty('--threshold', threshold);
  setText(card.querySelector('.edge'), `${threshold}`);
  setText(byId('action'), known ? actions[action] : waiting);
  setText(byId('age'), known ? `Scored ${ageOf(scored_at)}.` : '');
  showHistory(history, { score, threshold });
  if (known) announce(numberOf(score, verdict), band);
}

function ageOf(at) {
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(at)) / 1_000));
  if (seconds < 2) return 'just now';
  return seconds < 90 ? `${seconds} s ago` : `${Math.round(seconds / 60)} min ago`;
}

let announced = { score: -100, band: '' };

/** Read out when it means something new: not every point. */
function announce(score, band) {
  if (band === announced.band && !(Math.abs(score - announced.score) >= 10)) return;
  announced = { score, band };
  setText(byId('announcement'), `Your score is ${score}: ${band}. ${byId('action').textContent}`);
}

const [width, height] = [200, 50];
const svgNames = 'http://www.w3.org/2000/svg';

/** How the score came to be what it is, as a line; the present score is its end. */
function showHistory(history, { score, threshold }) {
  const scores = [...history.map((entry) => entry.score), score].filter((one) => one > 0);
  const figure = byId('history');
  figure.hidden = scores.length < 2;
  if (figure.hidden) return;
  const drawn = scores.join(' ');
  if (figure.dataset.drawn === drawn) return;
  figure.dataset.drawn = drawn;
  const at = (index) => (index / (scores.length - 1)) * width;
  const points = scores.map(
    (one, index) => `${at(index).toFixed(1)},${(height - (one / 100) * height).toFixed(1)}`,
  );
  const edge = height - (threshold / 100) * height;
  figure
    .querySelector('svg')
    .replaceChildren(line(`0,${edge} ${width},${edge}`, 'limit'), line(points.join(' '), 'scores'));
  const [lowest, highest] = [Math.min(...scores), Math.max(...scores)];
  setText(
    byId('history-text'),
    lowest === highest ? `${lowest} so far` : `Between ${lowest} and ${highest} so far`,
  );
}

function line(points, name) {
  const made = document.createElementNS(svgNames, 'polyline');
  made.setAttribute('points', points);
  made.setAttribute('class', name);
  return made;
}
