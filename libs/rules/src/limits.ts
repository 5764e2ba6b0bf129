/** What one expression may cost. Within these its evaluation stays far below the verdict's budget. */
export const expressionLimits = {
  /** UTF-16 code units of the source, as `length` counts them. */
  charactersMax: 2_000,
  /** Open parentheses and NOTs around one condition. */
  depthMax: 32,
  /** Conditions, NOTs, and groups joined by AND or OR, each counting one. */
  nodesMax: 200,
  listItemsMax: 200,
} as const;
