import type { Watched } from './watched.ts';

export function watchPage({ ear, reducer, totals, window }: Watched): void {
  const { document } = window;
  if (document.hidden) reducer.visibility(0, true);
  ear.on(
    'visibilitychange',
    () => {
      reducer.visibility(ear.now(), document.hidden);
      totals().counts.visibility_changes += 1;
    },
    document,
  );
  ear.on('click', () => {
    totals().counts.click_events += 1;
  });
}
