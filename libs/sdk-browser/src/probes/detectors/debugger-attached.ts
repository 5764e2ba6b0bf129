import { detector } from '../detector.ts';
import { debuggerReads } from '../sources/debugger-reads.ts';

export const debuggerAttached = detector([debuggerReads], (reads) => reads);
