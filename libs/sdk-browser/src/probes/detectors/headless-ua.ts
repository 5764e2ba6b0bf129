import { detector } from '../detector.ts';
import { userAgent } from '../sources/user-agent.ts';

export const headlessUa = detector([userAgent], (agent) => /headless|phantomjs/i.test(agent));
