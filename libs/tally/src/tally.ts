import { type Action, type Band, encodeTally, type TallyRecord, talliesTopic } from '@botect/contracts';
import { type Clock, type Closable, instruments, type Logger, type Telemetry, within } from '@botect/runtime';
import { type Counted, Counts } from './counts.ts';

/** Counts what owners are shown: which keys are in use, what was answered, which rules matched. */
export interface Tally {
  keyUsed(keyId: string): void;
  verdictGiven(projectId: number, band: Band, action: Action): void;
  ruleMatched(ruleId: number): void;
}

/** Keeps a record; rejects when it may not have. The bus is one. */
export interface Publisher {
  publish(record: { readonly topic: string; readonly key: string; readonly value: Buffer }): Promise<void>;
}

export interface PublishedTally extends Tally, Closable {
  /** Publishes what was counted. Never rejects: what could not be published is tried again by the next flush. */
  flush(): Promise<void>;
}

export interface TallyOptions {
  readonly bus: Publisher;
  /** A uuid of this process, a new one at every start. */
  readonly source: string;
  readonly now: Clock;
  readonly log: Logger;
  readonly telemetry: Telemetry;
  /** Rows gathered at most while nothing can be published; 50,000 unless told. */
  readonly rowsMax?: number;
  /** Rows of each kind in one record at most; 2,000 unless told, about a third of what a record may hold. */
  readonly recordRowsMax?: number;
}

/** Less than a process gives each of its parts to close. */
const lastFlushMs = 3_000;

/**
 * Gathers counts in memory and publishes them when told to. Once counts are in a record that record alone carries them,
 * however often it has to be sent: whoever reads it can tell by its sequence that it came before.
 */
export function createTally(options: TallyOptions): PublishedTally {
  const { log } = options;
  const dropping = droppedCounts(options);
  const begin = () => new Counts({ now: options.now, rowsMax: options.rowsMax ?? 50_000, ...dropping });
  const outbox = tallyOutbox(options);
  let gathering = begin();
  let flight: Promise<void> | undefined;

  const publishAll = async () => {
    await outbox.send();
    outbox.add(gathering);
    gathering = begin();
    dropping.roomAgain();
    await outbox.send();
  };
  const flush = () => {
    flight ??= publishAll()
      .then(outbox.succeeded, outbox.failed)
      .finally(() => {
        flight = undefined;
      });
    return flight;
  };
  const lastFlush = async () => {
    await flight;
    await flush();
    if (outbox.waiting() > 0) throw new Error('could not be published');
  };

  return {
    keyUsed: (keyId) => gathering.keyUsed(keyId),
    verdictGiven: (projectId, band, action) => gathering.verdictGiven(projectId, band, action),
    ruleMatched: (ruleId) => gathering.ruleMatched(ruleId),
    flush,
    close: () =>
      within(lastFlushMs, lastFlush()).catch((err) => log.warn({ err }, 'the last counts are lost')),
  };
}

function droppedCounts({ log, telemetry }: TallyOptions) {
  const dropped = telemetry.counter(...instruments.tallyDropped);
  let told = false;
  return {
    onDropped() {
      dropped.add(1);
      if (!told) log.warn('no room for more counts until those held are published; some are dropped');
      told = true;
    },
    roomAgain() {
      told = false;
    },
  };
}

/** Records that are not acknowledged yet, in order. */
function tallyOutbox({ bus, source, now, log, recordRowsMax = 2_000 }: TallyOptions) {
  const records: TallyRecord[] = [];
  let sequence = 0;
  let failing = false;
  return {
    waiting: () => records.length,
    add(counts: Counts) {
      const to = now();
      for (const part of parts(counts.counted(), recordRowsMax)) {
        sequence += 1;
        records.push({ v: 1, source, sequence, from: counts.fromMs, to, ...part });
      }
    },
    async send() {
      for (let [record] = records; record !== undefined; [record] = records) {
        await bus.publish({ topic: talliesTopic.name, key: source, value: encodeTally(record) });
        records.shift();
      }
    },
    succeeded() {
      failing = false;
    },
    failed(err: unknown) {
      if (!failing) log.warn({ err }, 'counts cannot be published; they are kept and tried again');
      failing = true;
    },
  };
}

function parts({ keys, verdicts, rules }: Counted, size: number): Counted[] {
  const count = Math.ceil(Math.max(keys.length, verdicts.length, rules.length) / size);
  return Array.from({ length: count }, (_, index) => {
    const range = [index * size, (index + 1) * size] as const;
    return { keys: keys.slice(...range), verdicts: verdicts.slice(...range), rules: rules.slice(...range) };
  });
}
