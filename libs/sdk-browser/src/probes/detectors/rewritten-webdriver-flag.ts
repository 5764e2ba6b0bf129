import { detector } from '../detector.ts';
import { webdriverFlag } from '../sources/webdriver-flag.ts';

export const rewrittenWebdriverFlag = detector([webdriverFlag], (own) => !own);
