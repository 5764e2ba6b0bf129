/** The core for those who judge it: `evaluate` plays recordings through the very code that scores sessions. */
export { changeSession } from './change-session.ts';
export { motionFeatureNames, motionFeatures } from './motion-features.ts';
export { motionMemory, type RememberMotion } from './motion-memory.ts';
export { strokesOf } from './replay.ts';
export type { Batch, SessionState, Signal } from './session-state.ts';
