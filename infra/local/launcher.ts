import type { ProcessId } from './processes.ts';
import { findProgram } from './programs.ts';

/** What every server is started with. */
export interface Surroundings {
  /** Existing folder for data and logs, absolute. */
  readonly folder: string;
  /** True when the server must end with this process, however that ends. */
  readonly ephemeral: boolean;
  /** Every process started so far is added here, so that all can be ended together, whoever failed. */
  readonly launched: ProcessId[];
}

export function runsAsRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * Words put before a server's command. A process that refuses root takes another user; it keeps the right to pass
 * through folders, since the clone may lie below /root. The kernel ends an ephemeral one when this process dies.
 */
export function launcher(options: { readonly ephemeral: boolean; readonly user?: string }): string[] {
  const setpriv = findProgram('setpriv');
  if (setpriv === null) return [];
  const rights = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  const asUser =
    options.user === undefined
      ? []
      : [`--reuid=${options.user}`, `--regid=${options.user}`, '--init-groups', ...rights];
  const mortal = options.ephemeral ? ['--pdeathsig', 'KILL'] : [];
  return [setpriv, ...asUser, ...mortal, '--'];
}
