import { readSettingFile } from './setting-file.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What is told of settings: their texts, and for those told wrongly a sentence each, which repeats no value. */
export interface GivenSettings {
  readonly values: Environment;
  readonly faults: ReadonlyMap<string, string>;
}

/**
 * What the environment tells of the settings with these names: each by itself as `NAME`, or as `NAME_FILE`, the path of a
 * file that holds it, but for the names of OpenTelemetry. A `X_PASSWORD` is put into its `X_URL`, so that a password can be a file of its own. An empty text
 * counts as absent.
 */
export function givenSettings(environment: Environment, names: readonly string[]): GivenSettings {
  const values: Record<string, string | undefined> = {};
  const faults = new Map<string, string>();
  for (const name of names) {
    const direct = environment[name] || undefined;
    const path = environment[`${name}_FILE`] || undefined;
    if (path !== undefined && name.startsWith('OTEL_')) {
      // The exporter looks for its own names itself, in the environment alone.
      faults.set(name, `${name}_FILE is not read; give ${name}`);
    } else if (direct !== undefined && path !== undefined) {
      faults.set(name, `${name} and ${name}_FILE are both given`);
    } else if (path === undefined) {
      values[name] = direct;
    } else {
      const reading = readSettingFile(path);
      if ('text' in reading) values[name] = reading.text;
      else faults.set(name, `${name}_FILE ${reading.fault}`);
    }
  }
  for (const name of names) {
    const fault = names.includes(urlOf(name)) ? movePassword(values, name) : null;
    if (fault !== null) faults.set(name, fault);
  }
  return { values, faults };
}

const urlOf = (name: string) => name.replace(/_PASSWORD$|$/, '_URL');

/** Answers what is wrong, if anything. */
function movePassword(values: Record<string, string | undefined>, name: string): string | null {
  const password = values[name];
  const urlName = urlOf(name);
  if (password === undefined) return null;
  const text = values[urlName];
  if (text === undefined) return `${name} is given without ${urlName}`;
  const url = URL.parse(text);
  // What is no URL is refused as such.
  if (url === null) return null;
  if (url.password !== '') return `${name} is given beside a ${urlName} that holds a password`;
  url.password = encodeURIComponent(password);
  values[urlName] = url.href;
  return null;
}
