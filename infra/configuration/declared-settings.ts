import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { baseSettings, type SettingsSchema, type SettingType } from '@botect/runtime';
import { paths, root } from '../checks/repository.ts';

/** One setting, as the schemas of the processes that read it declare it. */
export interface DeclaredSetting {
  readonly name: string;
  /** In the order of `processes`. */
  readonly readBy: readonly string[];
  /** Those of `readBy` that do not start without it. */
  readonly requiredBy: readonly string[];
  readonly meaning: string;
  /** What a fault would demand; null where any text will do. */
  readonly accepts: string | null;
  /** As it would be written; null where there is none. */
  readonly byDefault: string | null;
  readonly example: string | null;
}

interface ConfiguredProcess {
  readonly name: string;
  readonly schema: SettingsSchema;
}

/** The four services and `npm start`, each with what it can be told. */
export function processes(): Promise<ConfiguredProcess[]> {
  const found = paths('{services/*,standalone}/src/config.ts').map(async (path) => {
    const { configSchema } = await import(pathToFileURL(resolve(root, path)).href);
    const name = path.split('/').at(-3) ?? '';
    return {
      name: name === 'standalone' ? 'npm start' : name,
      schema: configSchema.extend(baseSettings.shape),
    };
  });
  return Promise.all(found);
}

/** Every setting of these processes once, those that most of them read first, otherwise as declared. */
export function declaredSettings(all: readonly ConfiguredProcess[]): DeclaredSetting[] {
  const names = new Set(all.flatMap(({ schema }) => Object.keys(schema.shape)));
  const settings = [...names].map((name) => {
    const readers = all.filter(({ schema }) => name in schema.shape);
    const types = readers.map(({ schema }) => schema.shape[name] as SettingType);
    return {
      name,
      ...declaration(types),
      readBy: namesOf(readers),
      requiredBy: namesOf(readers.filter(requires)),
    };
    function requires({ schema }: ConfiguredProcess): boolean {
      return !(schema.shape[name] as SettingType).safeParse(undefined).success;
    }
  });
  return settings.sort((a, b) => b.readBy.length - a.readBy.length);
}

function namesOf(all: readonly ConfiguredProcess[]): string[] {
  return all.map(({ name }) => name);
}

/** What the types of one name say of it: the first that says a thing speaks for all. */
function declaration(types: readonly SettingType[]) {
  const chain = types.flatMap(unwrapped);
  const told = chain.map((type) => type.meta() ?? {});
  const examples = told.flatMap((meta) => (meta['examples'] as string[] | undefined) ?? []);
  return {
    meaning: told.find(({ description }) => description)?.description ?? '',
    accepts: accepts(types),
    byDefault: types.map(defaultText).find((text) => text !== null) ?? null,
    example: examples[0] ?? null,
  };
}

/** The type and those it wraps, outermost first. */
function unwrapped(type: SettingType): SettingType[] {
  const inner = (type.def as { innerType?: SettingType }).innerType;
  return inner === undefined ? [type] : [type, ...unwrapped(inner)];
}

/** One text for each thing a setting may be held to. */
const probes = ['\0', '-1', '0', '999999999999'];

/** Asks the types themselves, so that the page says what a fault would say. */
function accepts(types: readonly SettingType[]): string | null {
  const messages = types.flatMap((type) =>
    probes.flatMap((text) => type.safeParse(text).error?.issues.map(({ message }) => message) ?? []),
  );
  const demands = [...new Set(messages)].map((message) => message.replace(/^must be /, ''));
  const lists = types.some((type) => Array.isArray(type.safeParse('a,b').data));
  return demands.join('; ') || (lists ? 'words between commas' : null);
}

function defaultText(type: SettingType): string | null {
  const { success, data } = type.safeParse(undefined);
  if (!success || data === undefined) return null;
  return Array.isArray(data) ? data.join(',') : String(data);
}
