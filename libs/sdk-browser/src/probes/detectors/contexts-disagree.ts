import { detector } from '../detector.ts';
import { frameNavigator } from '../sources/frame-navigator.ts';
import { navigatorText } from '../sources/navigator-text.ts';

/** A page whose fresh frame describes another browser has been dressed up. */
export const contextsDisagree = detector([navigatorText, frameNavigator], (page, frame) => page !== frame);
