import { Problem } from '@botect/contracts';

/** The work was not done within its budget. */
export class OutOfTime extends Problem {
  constructor() {
    super('SERVICE_UNAVAILABLE', 'out of time');
  }
}

/** Neither store could tell of the session. */
export class StoresAway extends Problem {
  constructor(cause: unknown) {
    super('SERVICE_UNAVAILABLE', 'The session cannot be read now; try again shortly.', { cause });
  }
}
