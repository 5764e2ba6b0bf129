import { type ParseArgsConfig, parseArgs } from 'node:util';

/** What the command line says that cannot be done, in one line. */
export class UsageFault extends Error {
  override readonly name = 'UsageFault';
}

/** Of the command line; a `UsageFault` where it holds what is not asked for. */
export function parsed<Config extends ParseArgsConfig>(
  parameters: readonly string[],
  config: Config,
): ReturnType<typeof parseArgs<Config & { args: string[]; allowPositionals: true }>> {
  try {
    return parseArgs({ ...config, args: [...parameters], allowPositionals: true });
  } catch (error) {
    throw new UsageFault((error as Error).message);
  }
}

/** A whole number from 1 to `max`. */
export function whole(name: string, text: string, max: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= max) return value;
  throw new UsageFault(`${name} must be a whole number from 1 to ${max}, not ${text}`);
}
