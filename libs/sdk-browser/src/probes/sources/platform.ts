import type { Source } from '../detector.ts';

export const platform: Source<string> = ({ navigator }) => navigator.platform;
