/** An internet address as a number, so that all its spellings are one. */
export interface Address {
  readonly family: 4 | 6;
  readonly bits: bigint;
  /** As it was given. */
  readonly text: string;
}

const v4Part = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const v4 = new RegExp(`^${v4Part}\\.${v4Part}\\.${v4Part}\\.${v4Part}$`);
const v6Group = /^[0-9a-f]{1,4}$/i;
/** The longest spelling of an address: eight groups, the last two as IPv4. */
const lettersMax = 45;
/** What stands before an IPv4 address that a dual-stack socket shows as IPv6: ::ffff:192.0.2.1. */
const mappedPrefix = 0xffffn;

/** The address written, IPv4 shown as IPv6 taken as IPv4; null when it is none. Zones and leading zeros are none. */
export function readAddress(text: string): Address | null {
  if (text.length > lettersMax) return null;
  const short = v4Bits(text);
  if (short !== null) return { family: 4, bits: BigInt(short), text };
  const long = text.includes(':') ? v6Bits(text) : null;
  if (long === null) return null;
  return long >> 32n === mappedPrefix
    ? { family: 4, bits: long & 0xffff_ffffn, text }
    : { family: 6, bits: long, text };
}

function v4Bits(text: string): number | null {
  const parts = v4.exec(text);
  if (parts === null) return null;
  return (
    Number(parts[1]) * 2 ** 24 + Number(parts[2]) * 2 ** 16 + Number(parts[3]) * 2 ** 8 + Number(parts[4])
  );
}

function v6Bits(text: string): bigint | null {
  const [head, tail, ...more] = text.split('::');
  if (head === undefined || more.length > 0) return null;
  const before = groupsOf(head, tail === undefined);
  const after = tail === undefined ? [] : groupsOf(tail, true);
  if (before === null || after === null) return null;
  const left = 8 - before.length - after.length;
  // Two colons stand for at least one group.
  if (tail === undefined ? left !== 0 : left < 1) return null;
  return [...before, ...Array<number>(left).fill(0), ...after].reduce(
    (bits, group) => (bits << 16n) | BigInt(group),
    0n,
  );
}

/** The 16-bit groups between colons; only the end of an address may be spelled as IPv4. */
function groupsOf(text: string, isEnd: boolean): number[] | null {
  if (text === '') return [];
  const groups: number[] = [];
  const words = text.split(':');
  for (const [index, word] of words.entries()) {
    if (v6Group.test(word)) {
      groups.push(Number.parseInt(word, 16));
      continue;
    }
    const short = isEnd && index === words.length - 1 ? v4Bits(word) : null;
    if (short === null) return null;
    groups.push(short >>> 16, short & 0xffff);
  }
  return groups;
}
