import { pathFamily } from '../family.ts';

/** `page.click()`: one move, onto the target. */
export const teleportClick = pathFamily('teleport-click', 'teleport', () => ({ to }) => [{ ...to, t: 0 }]);
