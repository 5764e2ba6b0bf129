import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import type { Outcome } from './summary/outcome.ts';
import type { Summary } from './summary/summary.ts';

/**
 * The result, written as it comes: `{ "recordings": […], "summary": {…} }`, a recording a line. It has its name only once it is
 * whole; an unfinished one is taken away by `abandon`.
 */
export class ResultFile {
  readonly #path: string;
  readonly #partial: string;
  readonly #file: number;
  #separator = '{ "recordings": [\n';

  /** Fails at once where nothing can be written. */
  constructor(path: string) {
    this.#path = path;
    this.#partial = `${path}.partial`;
    this.#file = openSync(this.#partial, 'w');
  }

  add(outcome: Outcome): void {
    writeSync(this.#file, this.#separator + JSON.stringify(outcome));
    this.#separator = ',\n';
  }

  finish(summary: Summary): void {
    const head = this.#separator === ',\n' ? '\n' : this.#separator;
    writeSync(this.#file, `${head}],\n"summary": ${JSON.stringify(summary, null, 2)}\n}\n`);
    closeSync(this.#file);
    renameSync(this.#partial, this.#path);
  }

  abandon(): void {
    closeSync(this.#file);
    rmSync(this.#partial, { force: true });
  }
}
