import { detector } from '../detector.ts';
import { driverNames } from '../sources/driver-names.ts';

export const driverGlobals = detector([driverNames], (names) => names.length > 0);
