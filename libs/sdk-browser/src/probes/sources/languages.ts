import type { Source } from '../detector.ts';

/** As the page sees them, of those the contract takes the first ten. */
export const languages: Source<readonly string[]> = ({ navigator }) =>
  navigator.languages?.filter((tag) => /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,2}$/i.test(tag)).slice(0, 10);
