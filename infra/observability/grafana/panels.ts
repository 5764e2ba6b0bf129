export type Unit = 's' | 'reqps' | 'ops' | 'percentunit' | 'bytes' | 'short' | 'bool_yes_no';

export interface Limits {
  readonly warn: number;
  readonly bad: number;
  /** For what should be high: below `bad` it is red. */
  readonly lessIsWorse?: boolean;
}

export interface PanelPlan {
  readonly title: string;
  /** The sentences behind its "i": what is seen, what is normal, where to look next. */
  readonly tells: string;
  readonly unit: Unit;
  /** Queries by the name of their series, which may hold labels: `{{job}}`. */
  readonly of: Readonly<Record<string, string>>;
  /** Of the 24 columns of a page. */
  readonly width?: number;
  readonly limits?: Limits;
  readonly max?: number;
  /** Of trouble: no series at all is what should be, and it says so. */
  readonly trouble?: boolean;
}

export interface Panel extends PanelPlan {
  readonly draw: 'lines' | 'areas' | 'shares' | 'number' | 'table' | 'heatmap' | 'bars';
  readonly width: number;
  readonly height: number;
}

export interface Dashboard {
  /** Its file and the end of its address in Grafana. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Panels by the title of their row. */
  readonly rows: Readonly<Record<string, readonly Panel[]>>;
}

const drawn = (draw: Panel['draw'], [width, height]: readonly [number, number]) => {
  return (plan: PanelPlan): Panel => ({ width, ...plan, draw, height });
};

export const lines = drawn('lines', [8, 8]);
/** One upon the other, as they are. */
export const areas = drawn('areas', [8, 8]);
/** One upon the other, as shares of the whole. */
export const shares = drawn('shares', [8, 8]);
export const number = drawn('number', [4, 4]);
export const bars = drawn('bars', [8, 8]);
export const table = drawn('table', [8, 8]);
export const heatmap = drawn('heatmap', [8, 8]);
