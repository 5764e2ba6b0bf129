import { detector } from '../detector.ts';
import { renderer } from '../sources/renderer.ts';

export const noWebgl = detector([renderer], (name) => name === '');
