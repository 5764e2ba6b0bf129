import type { Attacker } from '../attacker.ts';
import { atTheDesk } from './desktop.ts';

/** A script in the page makes the events; the browser itself is as clean as a visitor's. */
export const pageScripted = (): Attacker => ({
  name: 'page-scripted',
  headed: true,
  scripted: true,
  attack: (scene) => atTheDesk(scene, async () => {}, { query: `?seed=${scene.plan.seed + 1}` }),
});
