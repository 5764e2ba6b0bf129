/**
 * The cache's keyspaces: each has one writing service. Prefixes are one byte because every key of a million pays
 * for them.
 */

/**
 * Written by scoring, read by verdict. Entries live half an hour past the session's last change; after that
 * PostgreSQL answers. Every rescore overwrites, so an entry is never older than the last one.
 */
export const scoredSessionsKeyspace = { prefix: 's', ttlMs: 1_800_000 } as const;

/**
 * Written and read by ingest: request ids of the last day at least, for counting duplicates. Scoring removes the ids of
 * an erased session, and writes none.
 */
export const seenEventsKeyspace = { prefix: 'e', windowMs: 86_400_000 } as const;

/**
 * Written and read by scoring: which session of a project made a movement first within the last day of it, in 131,072 slots a
 * project. Entries are 16 bits of a salted hash of the movement and a 32-bit hash of the session: nothing in them can be
 * read, so that an erasure leaves them to expire.
 */
export const motionKeyspace = { prefix: 'm', ttlMs: 86_400_000 } as const;
