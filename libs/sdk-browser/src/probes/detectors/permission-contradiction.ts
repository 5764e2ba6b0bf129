import { detector } from '../detector.ts';
import { notificationStates } from '../sources/notification-states.ts';

/** Headless Chromium denies on one side what it would ask for on the other. */
export const permissionContradiction = detector([notificationStates], (states) =>
  /^(denied prompt|default denied)$/.test(states),
);
