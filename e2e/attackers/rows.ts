/** One event as the recorder in the page noted it; times in ms since the page began, positions in CSS pixels. */
export type Row = {
  readonly t: number;
  /** From the event's own time to the handler's. */
  readonly delay: number;
  readonly trusted: boolean;
} & (
  | {
      readonly kind: 'move';
      readonly x: number;
      readonly y: number;
      readonly buttons: number;
      readonly coalesced: number;
      readonly dx: number;
      readonly dy: number;
      readonly pointer: string;
    }
  | {
      readonly kind: 'press' | 'release';
      readonly x: number;
      readonly y: number;
      readonly button: string;
      /** Of presses. */
      readonly pressure?: number;
    }
  | { readonly kind: 'click'; readonly detail: number }
  | { readonly kind: 'keydown' | 'keyup'; readonly slot: number }
  | { readonly kind: 'wheel'; readonly deltaY: number; readonly deltaMode: number }
  | { readonly kind: 'scroll'; readonly top: number }
  | { readonly kind: 'visibility'; readonly hidden: boolean }
);

/** What the page could tell of the browser, one fact each. */
export type Environment = Readonly<Record<string, boolean>>;

/** A row of one of the kinds. */
export type RowOf<Kind extends Row['kind']> = Row extends infer One
  ? One extends Row
    ? [Kind & One['kind']] extends [never]
      ? never
      : One
    : never
  : never;

/** The rows of some kinds; `press` and `release`, `keydown` and `keyup` share a shape. */
export function rowsOf<Kind extends Row['kind']>(
  rows: readonly Row[],
  ...kinds: readonly Kind[]
): RowOf<Kind>[] {
  return rows.filter((row): row is RowOf<Kind> => kinds.some((kind) => kind === row.kind));
}
