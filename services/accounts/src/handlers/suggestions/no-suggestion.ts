import { Problem } from '@botect/contracts';

/** The same for one of another project as for none. */
export function noSuggestion(): never {
  throw new Problem('NOT_FOUND', 'There is no such suggestion in this project.');
}
