import { detector } from '../detector.ts';
import { rewrittenCount } from '../sources/rewritten-count.ts';

export const rewrittenFunctions = detector([rewrittenCount], (count) => count > 0);
