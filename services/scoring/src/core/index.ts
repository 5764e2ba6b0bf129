/** The core for those who judge it: `evaluate` plays recordings through the very code that scores sessions. */
export { type ChangedSession, changeSession } from './change-session.ts';
export { isSparse, motionFeatureNames, motionFeatures } from './motion-features.ts';
export { motionMemory, type RememberMotion } from './motion-memory.ts';
export { strokesIn, withPrecedents } from './precedents.ts';
export type { Batch, SessionState, Signal } from './session-state.ts';
