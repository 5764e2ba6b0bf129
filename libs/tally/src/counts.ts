import { type Action, actions, type Band, bands, type TallyRecord } from '@botect/contracts';
import type { Clock } from '@botect/runtime';

/** What was counted in one stretch of time, as a record carries it. */
export type Counted = Pick<TallyRecord, 'keys' | 'verdicts' | 'rules'>;

export interface CountsOptions {
  readonly now: Clock;
  /** Rows of verdicts and rules held at most, and of keys as many again. */
  readonly rowsMax: number;
  /** Told of every count for which there was no room. */
  readonly onDropped: () => void;
}

/** Counts of one project in one hour. */
type Cells = number[];

interface Hour {
  readonly startMs: number;
  /** By project a cell for each pair of band and action, so that a verdict makes no text to be found by. */
  readonly verdicts: Map<number, Cells>;
  readonly rules: Map<number, number>;
}

const hourMs = 3_600_000;
const pairs = bands.flatMap((band) => actions.map((action) => [band, action] as const));
const bandCells = placesOf(bands, actions.length);
const actionCells = placesOf(actions, 1);

function newCells(verdicts: Hour['verdicts'], projectId: number): Cells {
  const cells = pairs.map(() => 0);
  verdicts.set(projectId, cells);
  return cells;
}

function placesOf<Name extends string>(names: readonly Name[], apart: number) {
  return Object.fromEntries(names.map((name, index) => [name, index * apart])) as Record<Name, number>;
}

/** Counts of one stretch of time. A class, because each count is a few instructions on every request. */
export class Counts {
  readonly fromMs: number;
  readonly #options: CountsOptions;
  /** Milliseconds since `fromMs`: a small number sits in the map itself, a time would be made anew on every request. */
  readonly #keys = new Map<string, number>();
  readonly #hours: Hour[] = [];
  #hour: Hour;
  #rows = 0;

  constructor(options: CountsOptions) {
    this.#options = options;
    this.fromMs = options.now();
    this.#hour = this.#begin(this.fromMs);
  }

  keyUsed(keyId: string): void {
    const { now, rowsMax, onDropped } = this.#options;
    if (this.#keys.size < rowsMax || this.#keys.has(keyId)) this.#keys.set(keyId, now() - this.fromMs);
    else onDropped();
  }

  verdictGiven(projectId: number, band: Band, action: Action): void {
    const { verdicts } = this.#current();
    const cells = verdicts.get(projectId);
    const cell = bandCells[band] + actionCells[action];
    const count = cells?.[cell] ?? 0;
    if (count === 0 && !this.#hasRoom()) return;
    // Without room no cells either: projects and hours go on coming while nothing can be published.
    (cells ?? newCells(verdicts, projectId))[cell] = count + 1;
  }

  ruleMatched(ruleId: number): void {
    const { rules } = this.#current();
    const count = rules.get(ruleId) ?? 0;
    if (count > 0 || this.#hasRoom()) rules.set(ruleId, count + 1);
  }

  counted(): Counted {
    return {
      keys: [...this.#keys].map(([keyId, sinceMs]) => [keyId, this.fromMs + sinceMs] as [string, number]),
      verdicts: this.#hours.flatMap(verdictRows),
      rules: this.#hours.flatMap(({ startMs, rules }) =>
        [...rules].map(([ruleId, count]) => [ruleId, startMs, count] as [number, number, number]),
      ),
    };
  }

  #current(): Hour {
    const nowMs = this.#options.now();
    return nowMs < this.#hour.startMs + hourMs ? this.#hour : this.#begin(nowMs);
  }

  #begin(nowMs: number): Hour {
    this.#hour = { startMs: nowMs - (nowMs % hourMs), verdicts: new Map(), rules: new Map() };
    this.#hours.push(this.#hour);
    return this.#hour;
  }

  #hasRoom(): boolean {
    const { rowsMax, onDropped } = this.#options;
    if (this.#rows >= rowsMax) {
      onDropped();
      return false;
    }
    this.#rows += 1;
    return true;
  }
}

function verdictRows({ startMs, verdicts }: Hour): TallyRecord['verdicts'] {
  return [...verdicts].flatMap(([projectId, cells]) =>
    pairs.flatMap(([band, action], cell) => {
      const count = cells[cell] ?? 0;
      return count > 0 ? [[projectId, startMs, band, action, count] as TallyRecord['verdicts'][number]] : [];
    }),
  );
}
