import { programPath } from '../../infra/local/programs.ts';
import type { Scene } from './attacker.ts';

/** Beside what a driver adds itself. Debian's Chromium has no sandbox for root, and nothing here may leave this machine. */
export const chromiumFlags: readonly string[] = [
  '--no-sandbox',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--password-store=basic',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];

/** A window as most screens show one: clear of the default sizes that give drivers away. */
export const windowFlags: readonly string[] = ['--window-position=20,10', '--window-size=1280,840'];

export function chromiumPath(): string {
  return programPath('chromium');
}

/** All a browser is told of its surroundings; what it leaves behind goes with the profile. */
export function browserEnvironment({ display, profile }: Scene): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '', HOME: profile, TMPDIR: profile, DISPLAY: display };
}
