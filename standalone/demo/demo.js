/** The demo page: shows what the server knows of its visitor, who alone holds the token of their session. */
import { showBots } from './bots.js';
import { byId, setText } from './elements.js';
import { play } from './play.js';
import { poll } from './poll.js';
import { showReasons } from './reasons-view.js';
import { showScore } from './score-view.js';
import { showSent } from './sent-view.js';

const patienceMs = 8_000;
const startedAt = performance.now();

async function look() {
  const token = globalThis.botect?.sessionToken() ?? null;
  if (token === null) return withoutScript();
  const answer = await fetch(`/demo/session/${token}`).catch(() => null);
  if (!answer?.ok) return unanswered();
  const text = await answer.text();
  const session = JSON.parse(text);
  for (const show of [showScore, showReasons, showSent]) show(session);
  return text;
}

function withoutScript() {
  if (performance.now() - startedAt > patienceMs)
    setText(byId('action'), 'The script did not start. Does an extension of this browser block it?');
  return '';
}

function unanswered() {
  setText(byId('age'), 'The server does not answer. Is it still running?');
  throw new Error('no answer');
}

play();
showBots();
poll(look);
