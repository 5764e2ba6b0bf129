import type { ClientHints } from '@botect/contracts';
import type { DeclaredAgent } from './declared-agent.ts';

/** One brand of a `Sec-CH-UA` list, as in `"Chromium";v="142"`. */
const brandPattern = /"((?:[^"\\]|\\.)*)"\s*;\s*v="(\d+)/g;
const platforms: Readonly<Record<string, DeclaredAgent['system']>> = {
  android: 'android',
  'chrome os': 'chromeos',
  'chromium os': 'chromeos',
  ios: 'ios',
  linux: 'linux',
  macos: 'macos',
  windows: 'windows',
};
/** Telephones, tablets and headsets that ask for the desktop's page call themselves Linux; Chrome OS runs Android's browser. */
const mayBe: Readonly<Partial<Record<string, readonly DeclaredAgent['system'][]>>> = {
  linux: ['android', 'chromeos'],
  chromeos: ['android', 'linux'],
  android: ['chromeos'],
};
/** A setting of organisations writes this major version into the agent, and the real one into the hints (ForceMajorVersionToMinorPosition). */
const frozenMajor = 99;

/** Names and major versions, whatever their order and however many of them are made up on purpose (GREASE). */
export function brandsOf(list: string | null): ReadonlyMap<string, number> {
  const found = (list ?? '').matchAll(brandPattern);
  return new Map(Array.from(found, ([, brand = '', major]) => [brand, Number(major)]));
}

/** A browser that calls itself headless where nobody thought of hiding it. */
export function hintsAtHeadless(hints: ClientHints | undefined): boolean {
  return hints?.ua?.includes('HeadlessChrome') ?? false;
}

/** In what agent and hints contradict each other; null when they do not, and for hints left empty. */
export function hintsAgainst(agent: DeclaredAgent, hints: ClientHints | undefined): string | null {
  if (hints === undefined || agent.browser === null) return null;
  const brands = brandsOf(hints.ua);
  if (brands.size > 0 && (agent.engine === 'gecko' || agent.engine === 'webkit'))
    return `${agent.browser} with client hints`;
  return agent.engine === 'blink' ? (againstBrands(agent, brands) ?? againstDevice(agent, hints)) : null;
}

function againstBrands({ major }: DeclaredAgent, brands: ReadonlyMap<string, number>): string | null {
  const hinted = brands.get('Chromium');
  if (hinted === undefined || major === null || hinted === major) return null;
  return `Chromium ${major} in the agent, ${hinted} in the hints`;
}

function againstDevice({ system }: DeclaredAgent, { platform, mobile }: ClientHints): string | null {
  if (system === null) return null;
  const hinted = platforms[(platform ?? '').replaceAll('"', '').toLowerCase()] ?? null;
  if (hinted !== null && hinted !== system && !mayBe[system]?.includes(hinted))
    return `${system} in the agent, ${hinted} in the hints`;
  const desktop = system === 'windows' || system === 'macos';
  return desktop && mobile === '?1' ? `${system} in the agent, a telephone in the hints` : null;
}
