import type { ClientHints } from '@botect/contracts';
import type { DeclaredAgent } from './declared-agent.ts';

/** Brands look like `"Chromium";v="142"`, in any order, some of them made up on purpose (GREASE). */
const [anyBrand, chromiumBrand] = [/;\s*v="\d/, /"Chromium"\s*;\s*v="(\d+)/];
const platforms = new Map<string, DeclaredAgent['system']>([
  ['android', 'android'],
  ['chrome os', 'chromeos'],
  ['chromium os', 'chromeos'],
  ['ios', 'ios'],
  ['linux', 'linux'],
  ['macos', 'macos'],
  ['windows', 'windows'],
]);
/** Telephones, tablets and headsets that ask for the desktop's page call themselves Linux; Chrome OS runs Android's browser. */
const mayBe: Readonly<Partial<Record<string, readonly DeclaredAgent['system'][]>>> = {
  linux: ['android', 'chromeos'],
  chromeos: ['android', 'linux'],
  android: ['chromeos'],
};
/** A setting of organisations writes this major version into the agent, and the real one into the hints (ForceMajorVersionToMinorPositionInUserAgent). */
const frozenMajor = 99;

/** A browser that calls itself headless where nobody thought of hiding it. */
export function hintsAtHeadless(hints: ClientHints | undefined): boolean {
  return hints?.ua?.includes('HeadlessChrome') ?? false;
}

/** In what agent and hints contradict each other; null when they do not, and for hints left empty. */
export function hintsAgainst(agent: DeclaredAgent, hints: ClientHints | undefined): string | null {
  if (hints === undefined) return null;
  const list = hints.ua ?? '';
  if ((agent.engine === 'gecko' || agent.engine === 'webkit') && anyBrand.test(list))
    return `${agent.browser} with client hints`;
  return agent.engine === 'blink' ? (againstBrands(agent, list) ?? againstDevice(agent, hints)) : null;
}

function againstBrands({ major }: DeclaredAgent, list: string): string | null {
  const hinted = Number(chromiumBrand.exec(list)?.[1] ?? major);
  if (major === null || major === frozenMajor || hinted === major) return null;
  return `Chromium ${major} in the agent, ${hinted} in the hints`;
}

function againstDevice({ system }: DeclaredAgent, { platform, mobile }: ClientHints): string | null {
  if (system === null) return null;
  const hinted = platforms.get((platform ?? '').replaceAll('"', '').toLowerCase()) ?? null;
  if (hinted !== null && hinted !== system && !mayBe[system]?.includes(hinted))
    return `${system} in the agent, ${hinted} in the hints`;
  const desktop = system === 'windows' || system === 'macos';
  return desktop && mobile === '?1' ? `${system} in the agent, a telephone in the hints` : null;
}
