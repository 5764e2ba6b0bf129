import { detector } from '../detector.ts';
import { nativeLineBreaks } from '../sources/native-line-breaks.ts';
import { userAgent } from '../sources/user-agent.ts';

/** Chromium's name with another engine, or the other way round. On iOS Chrome has Safari's engine, and another name. */
export const engineMismatch = detector(
  [nativeLineBreaks, userAgent],
  (breaks, agent) => breaks === /Chrome\//.test(agent),
);
