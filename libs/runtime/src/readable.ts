/** One JSON log line as a person reads it: time, level, message, fields; the stack of an error below it. */
export function readable(line: string): string {
  const { level, time, service, message, err, ...fields } = JSON.parse(line) as LogLine;
  const clock = time.slice(11, 19);
  const rest = Object.entries(fields).map(([name, value]) => ` ${name}=${fieldText(value)}`);
  const stack = err === undefined ? '' : `\n  ${(err.stack ?? err.message).replaceAll('\n', '\n  ')}`;
  return `${clock} ${level.padEnd(5)} ${service}: ${message ?? ''}${rest.join('')}${stack}\n`;
}

interface LogLine {
  readonly level: string;
  readonly time: string;
  readonly service: string;
  readonly message?: string;
  readonly err?: { readonly message: string; readonly stack?: string };
}

const fieldText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
