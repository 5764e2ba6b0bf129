import { detector } from '../detector.ts';
import { viewport } from '../sources/viewport.ts';

export const zeroViewport = detector([viewport], (sizes) => sizes.includes(0));
