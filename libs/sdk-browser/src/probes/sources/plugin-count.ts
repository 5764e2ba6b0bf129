import type { Source } from '../detector.ts';

/** How many plug-ins, never which. */
export const pluginCount: Source<number> = ({ navigator }) => navigator.plugins?.length;
