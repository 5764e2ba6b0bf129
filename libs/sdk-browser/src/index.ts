export type { Layers } from './reducer/layers.ts';
export type { Offset } from './reducer/presses.ts';
export { Reducer } from './reducer/reducer.ts';
export { saltOf } from './reducer/sketch.ts';
export { type Window, Windows, windowMoves, windowMs } from './reducer/windows.ts';
