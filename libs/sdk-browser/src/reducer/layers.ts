/** What can be observed where the reducer runs; a layer that cannot is left out of every window. */
export interface Layers {
  readonly pointer: boolean;
  readonly presses: boolean;
  readonly keys: boolean;
  readonly scroll: boolean;
  readonly wheel: boolean;
  readonly touch: boolean;
  readonly coalesced: boolean;
  /** From an event to its handler, and whether a script made it: live pages only. */
  readonly dispatch: boolean;
}
