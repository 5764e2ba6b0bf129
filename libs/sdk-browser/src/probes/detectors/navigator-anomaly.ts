import { detector } from '../detector.ts';
import { hintedPlatform } from '../sources/hinted-platform.ts';
import { platform } from '../sources/platform.ts';
import { userAgent } from '../sources/user-agent.ts';

/** The systems that user agent, client hints and platform each have a word of their own for. */
const systems = [/^win|windows/i, /macint|macos/i];

/** User agent, client hints and platform name different systems. */
export const navigatorAnomaly = detector([userAgent, hintedPlatform, platform], (agent, hinted, told) =>
  systems.some((system) =>
    [hinted || agent, told].some((other) => system.test(agent) !== system.test(other)),
  ),
);
