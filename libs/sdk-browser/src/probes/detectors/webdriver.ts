import { detector } from '../detector.ts';
import { webdriver as flag } from '../sources/webdriver.ts';

export const webdriver = detector([flag], (driven) => driven);
