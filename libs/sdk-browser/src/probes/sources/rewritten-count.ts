import type { Source } from '../detector.ts';
import { isNative } from '../native-text.ts';

/** Read by scripts that look for automation, hence rewritten by those that hide it. */
const names = ['webdriver', 'languages', 'plugins', 'hardwareConcurrency', 'userAgent', 'platform'];

/** How many of these functions are the browser's own no more: in their text, or by a prototype, which its own have not. */
export const rewrittenCount: Source<number> = ({ navigator }) => {
  const prototype = Object.getPrototypeOf(navigator);
  const getters = names.map((name) => Object.getOwnPropertyDescriptor(prototype, name)?.get);
  return [...getters, navigator.permissions?.query, Function.prototype.toString].filter(
    (one) => one && !(isNative(one) && !('prototype' in one)),
  ).length;
};
