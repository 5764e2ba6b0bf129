import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ComposeFile, type ComposeService, root } from './compose-file.ts';

/** Where containers would be: each with an address of its own on loopback, and its volumes as folders. */
export interface NativePlace {
  readonly folder: string;
  address(service: string): string;
  /** The text as it has to be outside of the container: paths of its volumes, names of other containers, its own address. */
  outside(service: string, text: string): string;
  remove(): void;
}

/** Loopback is a whole network: one of its corners belongs to this process, where every container keeps its usual ports. */
export function nativePlace({ services, volumes }: ComposeFile): NativePlace {
  const folder = mkdtempSync(join(tmpdir(), 'botect-compose-'));
  for (const name of Object.keys(volumes)) mkdirSync(join(folder, name));
  const names = Object.keys(services);
  const corner = `127.${100 + ((process.pid >> 8) % 100)}.${process.pid % 256}`;
  const address = (name: string) => `${corner}.${names.indexOf(name) + 2}`;
  const host = new RegExp(`(?<![\\w.-])(${names.join('|')})(?=:\\d)`, 'g');
  return {
    folder,
    address,
    outside(name, text) {
      const own = address(name);
      const moved = mountsOf(services[name]).reduce(
        (said, { inside, source }) => said.replaceAll(inside, placeOf(source, folder)),
        text,
      );
      return moved
        .replace(host, (_, other: string) => address(other))
        .replaceAll(/\b(0\.0\.0\.0|127\.0\.0\.1)\b/g, own);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The deepest path first, so that a shorter one does not take its beginning. */
function mountsOf(service: ComposeService | undefined) {
  const mounts = (service?.volumes ?? []).map((mount) => mount.split(':'));
  const pairs = mounts.map(([source = '', inside = '']) => ({ source, inside }));
  return pairs.sort((a, b) => b.inside.length - a.inside.length);
}

const placeOf = (source: string, folder: string) =>
  source.startsWith('.') ? join(root, source) : join(folder, source);
