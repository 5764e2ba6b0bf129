export type { PolicyConnections } from './connect-policy.ts';
export { connectPolicy } from './connect-policy.ts';
export { hashKey } from './hash-key.ts';
export { liveProject } from './live-project.ts';
export type { KeyKind, KeyMeaning, KeyUsed, PolicyReader, PolicySource, ProjectPolicy } from './policy.ts';
export { announcePolicyChange, policyChannel } from './policy-changes.ts';
export type { PolicyReaderOptions } from './policy-reader.ts';
export { policyReader } from './policy-reader.ts';
export { policySourcePostgres } from './policy-source.postgres.ts';
