import { detector } from '../detector.ts';
import { hintedBrands } from '../sources/hinted-brands.ts';

/** A browser that names itself headless among its brands. */
export const headless = detector([hintedBrands], (brands) => /headless/i.test(brands));
