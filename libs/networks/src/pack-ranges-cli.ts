/**
 * Writes data/ranges.json from a folder of https://github.com/lord-alfred/ipranges laid out flat: `NAME.ipv4.txt`,
 * `NAME.ipv6.txt`. Arguments: the folder, and the day of its state (YYYY-MM-DD). Blocks set apart are left out: the geofeed
 * of one hosting network lists those for documentation.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { packRanges } from './packed-ranges.ts';
import { acceptedRanges, readPublished } from './published-list.ts';

const [folder = '.', state = ''] = process.argv.slice(2);
const lists: Record<string, Partial<Record<'v4' | 'v6', string>>> = {};
for (const file of globSync('*.ipv[46].txt', { cwd: folder }).sort()) {
  const [name = '', family = ''] = basename(file, '.txt').split('.ip');
  const blocks = readFileSync(join(folder, file), 'utf8').split('\n').filter(isAccepted);
  lists[name] = { ...lists[name], [family]: packRanges(blocks, family === 'v4' ? 4 : 6) };
}

function isAccepted(block: string): boolean {
  try {
    return acceptedRanges(readPublished(block, 'lines'), { kind: 'hosting' }, []).length > 0;
  } catch {
    return false;
  }
}

const snapshot = { source: 'https://github.com/lord-alfred/ipranges', licence: 'CC0-1.0', state, lists };
const home = join(import.meta.dirname, '../data/ranges.json');
writeFileSync(home, `${JSON.stringify(snapshot, null, 2)}\n`);
