import type { Source } from '../detector.ts';
import { isNative } from '../native-text.ts';

/** Whether the flag comes from the browser's own getter on the prototype, and not from something put in its place. */
export const webdriverFlag: Source<boolean> = ({ navigator }) => {
  if (navigator.webdriver === undefined) return undefined;
  const getter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(navigator), 'webdriver')?.get;
  return isNative(getter) && Object.getOwnPropertyDescriptor(navigator, 'webdriver') === undefined;
};
