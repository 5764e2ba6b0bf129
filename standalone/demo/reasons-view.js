import { arithmetic } from './arithmetic.js';
import { byId, element, setText } from './elements.js';
import { inWords, sentences } from './sentences.js';

const motion = 'motion.';

/** Every reason there is, strongest evidence of automation first, as the server orders them. */
export function showReasons(session) {
  const { reasons, verdict } = session;
  setText(byId('why-text'), arithmetic(session));
  const list = byId('reasons');
  const rows = rowsOf(reasons);
  const drawn = JSON.stringify(rows);
  byId('no-reasons').hidden = rows.length > 0;
  setText(
    byId('no-reasons'),
    verdict === 'not_computed' ? 'Nothing measured yet.' : 'Nothing speaks for or against you so far.',
  );
  if (list.dataset.drawn === drawn) return;
  list.dataset.drawn = drawn;
  const open = list.querySelector('details')?.open ?? false;
  const focused = list.contains(document.activeElement);
  list.replaceChildren(...rows.map((row) => rowElement(row, open)));
  if (focused) list.querySelector('summary')?.focus({ preventScroll: true });
}

/** The terms of the pointer's movement are one row with parts: alone none of them says much. */
function rowsOf(reasons) {
  const parts = reasons.filter(({ term }) => term.startsWith(motion));
  const others = reasons.filter(({ term }) => !term.startsWith(motion));
  const rows = others.map((reason) => ({
    ...reason,
    text: reason.sentence ?? sentences[reason.term] ?? `${inWords(reason.term)}.`,
  }));
  if (parts.length > 0) rows.push(motionRow(parts));
  return rows.sort((a, b) => rank(a) - rank(b));
}

function motionRow(parts) {
  const points = parts.reduce((sum, part) => sum + part.points, 0);
  const found = parts.find(({ detection_id }) => detection_id !== null);
  const text = found?.sentence ?? motionText(points);
  return {
    detection_id: found?.detection_id ?? null,
    engine: 'behavioral',
    term: 'motion',
    text,
    points,
    evidence: '',
    parts,
  };
}

function motionText(points) {
  if (Math.abs(points) < 5) return 'The movement of the pointer says little so far.';
  return points < 0 ? 'The pointer moves somewhat unlike a hand.' : 'The pointer moves as a hand moves it.';
}

/** What holds the score down, what takes points, what is noted, what gives points. */
function rank({ engine, points, detection_id }) {
  if (engine === 'heuristics' && points > 0) return -1_000;
  return points === 0 && detection_id !== null ? -0.5 : points;
}

function rowElement({ detection_id, engine, term, text, points, evidence, parts }, open) {
  const id = detection_id === null ? term : `${detection_id} ${term}`;
  return element(
    'li',
    { 'data-tone': points < 0 || engine === 'heuristics' ? 'bot' : points === 0 ? 'none' : 'human' },
    element('span', { class: 'points' }, worth(engine, points)),
    element(
      'div',
      null,
      element('p', null, text),
      element('p', { class: 'fine' }, element('code', null, id), evidenceOf(term, evidence)),
      parts ? partsElement(parts, open) : null,
    ),
  );
}

/** Often it begins with the name that stands before it. */
function evidenceOf(term, evidence) {
  return evidence === ''
    ? null
    : ` ${evidence.startsWith(`${term} `) ? evidence.slice(term.length + 1) : evidence}`;
}

function partsElement(parts, open) {
  const isRest = ({ term }) => term === `${motion}others`;
  const rows = [...parts.filter((part) => !isRest(part)), ...parts.filter(isRest)].map((part) => {
    const name = isRest(part) ? part.evidence : inWords(part.term.slice(motion.length));
    const value = isRest(part) ? '' : part.evidence.split(' ').at(-1).replace('-', '−');
    const cells = [signed(part.points), value].map((text) => element('td', null, text));
    return element('tr', null, element('th', { scope: 'row' }, name), ...cells);
  });
  const head = ['Measure', 'Points', 'Value'].map((text) => element('th', { scope: 'col' }, text));
  const table = element(
    'table',
    null,
    element('thead', null, element('tr', null, ...head)),
    element('tbody', null, ...rows),
  );
  return element(
    'details',
    open ? { open: '' } : null,
    element('summary', null, `${parts.length} measures`),
    table,
  );
}

/** What a reason does to the score, in as few signs as possible. */
function worth(engine, points) {
  if (engine === 'heuristics' && points > 0) return `max. ${points}`;
  return points === 0 ? 'noted' : signed(points);
}

const signed = (points) => `${points < 0 ? '−' : '+'}${Math.abs(Math.round(points * 10) / 10)}`;
