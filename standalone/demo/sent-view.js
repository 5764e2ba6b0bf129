import { byId, element, setText } from './elements.js';
import { inWords } from './sentences.js';

const amount = new Intl.NumberFormat('en');
const many = (count, one, more = `${one}s`) => `${amount.format(count ?? 0)} ${count === 1 ? one : more}`;
const seconds = (ms) => many(Math.round((ms ?? 0) / 1_000), 'second');

/** The groups of a window, in the order a visitor thinks of them: name, what is counted, and how much so far. */
const groups = {
  motion: [
    'Pointer movement',
    'How fast, how straight and how evenly it moves. Not where.',
    ({ moves, strokes, active_ms }) =>
      `${many(moves, 'move')}, ${many(strokes, 'stroke')}, ${seconds(active_ms)} of movement`,
  ],
  press: [
    'Presses',
    'How long a button is held and how the pointer got there. Not on what.',
    ({ presses, drags }) => `${many(presses, 'press', 'presses')}, ${many(drags, 'drag')}`,
  ],
  key: [
    'Typing',
    'How long keys are held and how they follow each other. Not which.',
    ({ presses, rollovers, pastes }) =>
      `${many(presses, 'key')}, ${amount.format(rollovers ?? 0)} overlapping, ${many(pastes, 'paste')}`,
  ],
  scroll: [
    'Scrolling',
    'In what steps and bursts. Not to which part.',
    ({ events, distance_px, reversals }) =>
      `${many(events, 'event')}, ${amount.format(distance_px ?? 0)} px, ${many(reversals, 'turn')} back`,
  ],
  wheel: [
    'Wheel',
    'Whether its turns are all alike.',
    ({ events, notches }) => `${many(events, 'turn')}, ${many(notches, 'notch', 'notches')}`,
  ],
  touch: [
    'Touch',
    'How long taps last and how swipes run.',
    ({ taps, swipes }) => `${many(taps, 'tap')}, ${many(swipes, 'swipe')}`,
  ],
  samples: [
    'Readings of the device',
    'How many the browser joined in one event.',
    ({ events }) => many(events, 'event'),
  ],
  delay: [
    'Waiting',
    'How long events waited until the page saw them.',
    ({ events }) => many(events, 'event'),
  ],
  trust: [
    'Origin',
    'Whether input came from a device, or was made by a script.',
    ({ events, untrusted }) => `${many(events, 'event')}, ${amount.format(untrusted ?? 0)} by a script`,
  ],
  page: [
    'The page',
    'How long it was visible.',
    ({ visible_ms, focus_changes }) =>
      `${seconds(visible_ms)} visible, ${many(focus_changes, 'change')} of focus`,
  ],
};

/** What the server has received of this visitor. */
export function showSent({ sent, probe }) {
  const { windows, counts } = sent;
  const known = windows > 0 || probe.passed !== null;
  setText(
    byId('sent-text'),
    known
      ? `${many(windows, 'window')} of counts so far, which the server added up to this:`
      : 'Nothing yet.',
  );
  const drawn = JSON.stringify([counts, probe]);
  const list = byId('groups');
  if (list.dataset.drawn === drawn) return;
  list.dataset.drawn = drawn;
  const rows = Object.keys(groups).flatMap((name) =>
    counts[name] ? [groupElement(groups[name], counts[name])] : [],
  );
  list.replaceChildren(...rows, ...(probe.passed === null ? [] : [probeElement(probe)]));
  setText(
    byId('counts'),
    JSON.stringify(counts, null, 1).replaceAll(/\[[^\]]*\]/g, (bins) => bins.replaceAll(/\s+/g, ' ')),
  );
}

function groupElement([name, what, soFar], counts) {
  return entry(name, soFar(counts), what);
}

function probeElement({ passed, tells }) {
  const odd = tells.map((tell) => inWords(tell).toLowerCase()).join(', ');
  const found =
    odd === '' ? 'nothing odd' : `${passed ? 'odd, but not held against you' : 'did not pass'}: ${odd}`;
  return entry(
    'The browser',
    found,
    'Yes or no to each of a list of questions, such as whether it says it is automated.',
  );
}

function entry(name, found, what) {
  return element(
    'div',
    null,
    element('dt', null, name),
    element('dd', { class: 'found' }, found),
    element('dd', { class: 'fine' }, what),
  );
}
