import { detector } from '../detector.ts';
import { timeZone } from '../sources/time-zone.ts';

export const unknownTimeZone = detector([timeZone], (zone) => /^(Etc\/)?(UTC|GMT)$/.test(zone));
