/**
 * A reason not to start that its reader can act on: a busy port, an unwritable folder, a bad setting, a database
 * that does not answer. `run()` prints the message as one line, without a stack, and exits with 1.
 */
export class StartupFault extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StartupFault';
  }
}
