export type {
  Allowance,
  Cache,
  Channel,
  Claim,
  FirstHolders,
  RateLimit,
  RateLimitOptions,
  SeenMembers,
  VersionedEntry,
  VersionedValues,
} from './cache.ts';
export { compactKey } from './compact-key.ts';
export type { CacheOptions } from './connect-cache.ts';
export { connectCache } from './connect-cache.ts';
export { hash32 } from './hash32.ts';
export { placed } from './member-placement.ts';
