import type { PageWindow } from '../browser.ts';
import type { Ear } from '../collector/ear.ts';

/**
 * Tells of every new path of a single-page application, without touching `history`. Returns what looks at once:
 * `pushState` makes no event in older browsers.
 */
export function watchNavigation(
  { location, navigation }: PageWindow,
  ear: Ear,
  entered: () => void,
): () => void {
  let path = location.pathname;
  const look = () => {
    if (location.pathname === path) return;
    path = location.pathname;
    entered();
  };
  if (navigation) ear.on('currententrychange', look, navigation);
  return look;
}
