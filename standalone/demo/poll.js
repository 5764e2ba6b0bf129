/** Between two looks, ms: while something happens, and once nothing has changed for so many looks. */
const [soonMs, laterMs, unchangedMax] = [1_000, 5_000, 20];
const failedMax = 30_000;
/** What tells that there will be something to see. */
const signs = ['pointermove', 'pointerdown', 'keydown', 'scroll'];

/**
 * Looks again and again, once a second while somebody is there, ever less often while looking fails, never while the page
 * is hidden. `look` answers what it saw as text, or rejects.
 */
export function poll(look) {
  let [timer, seen, unchanged, failures, busy] = [undefined, '', 0, 0, false];

  const pause = () =>
    failures > 0 ? Math.min(failedMax, soonMs * 2 ** failures) : unchanged > unchangedMax ? laterMs : soonMs;

  async function turn() {
    busy = true;
    try {
      const found = await look();
      unchanged = found === seen ? unchanged + 1 : 0;
      [seen, failures] = [found, 0];
    } catch {
      failures += 1;
    }
    busy = false;
    plan();
  }

  function plan() {
    clearTimeout(timer);
    if (!document.hidden && !busy) timer = setTimeout(turn, pause());
  }

  for (const sign of signs) {
    addEventListener(
      sign,
      () => {
        const wasSlow = unchanged > unchangedMax && failures === 0;
        unchanged = 0;
        if (wasSlow) plan();
      },
      { passive: true, capture: true },
    );
  }
  document.addEventListener('visibilitychange', plan);
  plan();
}
