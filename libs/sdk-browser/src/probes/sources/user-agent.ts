import type { Source } from '../detector.ts';

export const userAgent: Source<string> = ({ navigator }) => navigator.userAgent;
