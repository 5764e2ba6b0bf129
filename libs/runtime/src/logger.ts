import { pino } from 'pino';
import { loggedError } from './logged-error.ts';
import { masked } from './masked.ts';
import { readable } from './readable.ts';

interface Write {
  (message: string): void;
  (fields: object, message: string): void;
}

/** Structured log. An error goes under the field `err`; whatever looks like a secret is masked. */
export interface Logger {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
  readonly fatal: Write;
  /** A logger whose every line carries these fields too. */
  child(fields: object): Logger;
}

export interface LoggerOptions {
  readonly service: string;
  readonly level: 'fatal' | 'error' | 'warn' | 'info' | 'debug';
  /** `json` for machines: one object a line. `text` for a person at a terminal. */
  readonly format: 'json' | 'text';
  write(line: string): void;
}

export function createLogger({ service, level, format, write }: LoggerOptions): Logger {
  const shown = format === 'json' ? (line: string) => line : readable;
  return pino(
    {
      level,
      base: { service },
      messageKey: 'message',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: loggedError },
    },
    { write: (line) => write(shown(masked(line))) },
  );
}

const nowhere: Write = () => {};

/** For tests, and for tools that own their output. */
export const silentLog: Logger = {
  debug: nowhere,
  info: nowhere,
  warn: nowhere,
  error: nowhere,
  fatal: nowhere,
  child: () => silentLog,
};
