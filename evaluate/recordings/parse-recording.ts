import { RecordingFault, shown } from './faults.ts';
import { parseEvent } from './parse-event.ts';
import { type Capabilities, type Label, layers, type RecordedEvent, type Recording } from './recording.ts';

/** More events than a day of moving without a pause. */
export const eventsMax = 5_000_000;
const [nameLength, factsMax] = [200, 200];

/** What a recording says that does not say itself what it could see. */
export const withoutCapabilities: Capabilities = {
  pointer: true,
  presses: true,
  keys: false,
  scroll: false,
  coalesced: false,
  environment: false,
};

/**
 * One line of a file as a recording. `label`: what the file was said to hold; a recording that says otherwise is refused, one
 * that says nothing is believed to be that. Fields this format does not know are left out.
 */
export function parseRecording(line: string, label: Label): Recording {
  const value = object(parsed(line), 'a recording');
  const family = optional(value['family'], (found) => name(found, 'family'));
  const environment = optional(value['environment'], facts);
  return {
    corpus: name(value['corpus'], 'corpus'),
    ...(family !== undefined && { family }),
    label: sameLabel(value['label'], label),
    user: name(value['user'], 'user'),
    session: name(value['session'], 'session'),
    capabilities: optional(value['capabilities'], capabilities) ?? withoutCapabilities,
    ...(environment && { environment }),
    events: events(value['events']),
  };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new RecordingFault(`no JSON: ${error instanceof Error ? error.message : error}`);
  }
}

function object(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RecordingFault(`${what} is an object, not ${shown(value)}`);
  }
  return value as Readonly<Record<string, unknown>>;
}

function optional<T>(value: unknown, read: (value: unknown) => T): T | undefined {
  return value === undefined || value === null ? undefined : read(value);
}

function name(value: unknown, what: string): string {
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
  if (typeof text !== 'string' || text.length === 0 || text.length > nameLength) {
    throw new RecordingFault(`${what} is ${shown(value)}`);
  }
  return text;
}

function sameLabel(value: unknown, label: Label): Label {
  if (value === undefined || value === null || value === label) return label;
  throw new RecordingFault(`label is ${shown(value)} in a file of ${label}s`);
}

/** Those it names; what it does not name it could not see. */
function capabilities(value: unknown): Capabilities {
  const found = object(value, 'capabilities');
  const seen = layers.map((layer) => {
    const sees = found[layer] ?? false;
    if (typeof sees !== 'boolean') throw new RecordingFault(`capabilities.${layer} is ${shown(sees)}`);
    return [layer, sees];
  });
  return Object.fromEntries(seen) as unknown as Capabilities;
}

/** The probe's facts; one that is null was not known, and is left out. */
function facts(value: unknown): Readonly<Record<string, boolean>> {
  const found = Object.entries(object(value, 'environment')).filter(([, fact]) => fact !== null);
  if (found.length > factsMax) throw new RecordingFault(`environment has ${found.length} facts`);
  return Object.fromEntries(
    found.map(([fact, is]) => {
      if (typeof is !== 'boolean') throw new RecordingFault(`environment.${fact} is ${shown(is)}`);
      return [fact, is];
    }),
  );
}

function events(value: unknown): RecordedEvent[] {
  if (!Array.isArray(value)) throw new RecordingFault(`events is ${shown(value)}`);
  if (value.length > eventsMax) throw new RecordingFault(`${value.length} events, more than ${eventsMax}`);
  let lastMs = 0;
  return value.map((one, i) => {
    try {
      const event = parseEvent(one, lastMs);
      lastMs = event[0];
      return event;
    } catch (fault) {
      throw fault instanceof RecordingFault ? new RecordingFault(`event ${i}: ${fault.message}`) : fault;
    }
  });
}
