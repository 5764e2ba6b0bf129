import { byId, setText } from './elements.js';

const storageKey = 'botect_session';

/** The things there are to do. Nothing here is read by the script that scores. */
export function play() {
  const target = byId('target');
  let caught = 0;
  target.addEventListener('click', () => {
    caught += 1;
    setText(byId('caught'), `${caught}`);
    place(target);
  });
  byId('slider').addEventListener('input', (event) => setText(byId('slider-value'), event.target.value));
  byId('forget').addEventListener('click', forget);
}

/** Anywhere in its field, in shares of what the dot's own size leaves. */
function place(target) {
  target.style.setProperty('--x', Math.random().toFixed(3));
  target.style.setProperty('--y', Math.random().toFixed(3));
}

/** Throws the session's token away: the script makes another. */
function forget() {
  try {
    localStorage.removeItem(storageKey);
  } catch {
    // Storage is forbidden: then every load of the page is a new visitor anyway.
  }
  location.reload();
}
