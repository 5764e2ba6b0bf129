import { passwordBytes } from '@botect/contracts';
import bcrypt from 'bcrypt';
import type { Passwords } from '../ports/index.ts';

/** A quarter of a second on a server of today. */
const usualCost = 12;

/** Runs in threads of its own, beside the requests. */
export function bcryptPasswords(cost = usualCost): Passwords {
  // What a hash is compared with where there is none: well formed, so that it takes as long, and nobody's.
  const nobodys = `$2b$${String(cost).padStart(2, '0')}$${'.'.repeat(53)}`;
  return {
    hash: (password) => bcrypt.hash(password, cost),
    async matches(password, passwordHash) {
      const same = await bcrypt.compare(password, passwordHash ?? nobodys);
      // It reads no further than this: whatever is longer would match by its beginning.
      const readWhole = Buffer.byteLength(password) <= passwordBytes.max;
      return same && readWhole && passwordHash !== null;
    },
  };
}
