import { detector } from '../detector.ts';
import { isDesktop } from '../is-desktop.ts';
import { pluginCount } from '../sources/plugin-count.ts';
import { userAgent } from '../sources/user-agent.ts';

/** Desktop Chromium always lists its viewers of documents. */
export const missingPlugins = detector(
  [pluginCount, userAgent],
  (count, agent) => count === 0 && isDesktop(agent) && /Chrome\//.test(agent),
);
