import { hashRequestId } from '@botect/contracts';

/** A well-mixed unsigned 32-bit hash of any text, as `SeenMembers` takes its members: the low half of the 53-bit one. */
export function hash32(text: string): number {
  return hashRequestId(text) >>> 0;
}
