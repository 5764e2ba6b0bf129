import { hash } from 'node:crypto';

/** Where members of a group are kept, and as what. */
export interface Placed {
  /** One of 65,536, shared with other groups. */
  readonly bucket: number;
  /** Hexadecimal: which way the group goes below a full page of its bucket, shared with one group in 4,096 of the bucket. */
  readonly digits: string;
  /** Each once, signed 32-bit: beyond that Redis would spend 8 bytes a member instead of 4. */
  readonly members: readonly number[];
}

/** Each group has 32 bits of its own in all its members: those of another group in the bucket are equal only by chance. */
export function placed(group: string, members: readonly number[]): Placed {
  const digest = hash('sha256', group, 'hex');
  const groupBits = Number.parseInt(digest.slice(4, 12), 16);
  return {
    bucket: Number.parseInt(digest.slice(0, 4), 16),
    digits: digest.slice(12, 15),
    members: [...new Set(members.map((member) => member ^ groupBits))],
  };
}
