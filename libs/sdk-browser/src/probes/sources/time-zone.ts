import type { Source } from '../detector.ts';

export const timeZone: Source<string> = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
