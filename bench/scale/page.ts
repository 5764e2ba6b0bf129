import { table } from '../../evaluate/document/markdown.ts';
import { shipped, usual } from './demand.ts';
import type { Figures } from './figures.ts';
import type { Skew } from './key-skew.ts';
import { strained } from './limits.ts';
import { type Needs, needsOf } from './model.ts';

export const powers = [1_000, 10_000, 100_000, 1_000_000];

/** What `figures.json` holds. */
export interface Measured {
  readonly figures: Figures;
  readonly skews: readonly Skew[];
}

/** The parts of `docs/scale.md` that are made from figures, by the name between their marks. */
export function partsOf({ figures, skews }: Measured): Readonly<Record<string, string>> {
  const all = powers.map((eventsPerSecond) => needsOf(figures, { ...usual, eventsPerSecond }, shipped));
  return { costs: costs(figures), sizing: sizing(all), limits: breaking(all), skew: skew(skews) };
}

/** The page with its generated parts replaced. Throws when a mark is missing. */
export function filled(page: string, parts: Readonly<Record<string, string>>): string {
  return Object.entries(parts).reduce((text, [name, part]) => {
    const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [from, to] = [text.indexOf(begin), text.indexOf(end)];
    if (from < 0 || to < 0) throw new Error(`the page has no marks of ${name}`);
    return `${text.slice(0, from + begin.length)}\n\n${part}\n\n${text.slice(to)}`;
  }, page);
}

function costs({ run, ingest, record, verdict, ...figures }: Figures): string {
  const us = (micros: number) => `${round(micros)} µs`;
  const rows = [
    [
      'a batch of 1, 10, 50 events',
      'ingest',
      [1, 10, 50].map((size) => us(ingest[`${size}` as '1'])).join(', '),
    ],
    ['', 'Kafka, Redis (ten events)', [figures.kafkaPerBatch, figures.redisPerBatch].map(us).join(', ')],
    [
      '',
      'kept in Kafka, one copy',
      [1, 10, 50].map((size) => bytes(figures.kafkaBytesPerBatch[`${size}` as '1'])).join(', '),
    ],
    [
      'a record of ten events',
      'scoring',
      `${us(record.scoring)}; two processes: ${us(figures.recordShared)}`,
    ],
    [
      '',
      'PostgreSQL',
      `${us(record.postgres)}; beside ${count(figures.rowsMeasured)} rows: ${us(figures.recordPostgresManyRows)}`,
    ],
    ['', 'Redis, Kafka', [record.redis, record.kafka].map(us).join(', ')],
    ['a verdict', 'verdict, Redis', [verdict, figures.redisPerVerdict].map(us).join(', ')],
    ['a session', 'row and indexes in PostgreSQL', bytes(figures.postgresBytesPerSession)],
    ['', 'score in Redis', bytes(figures.redisBytesPerScoredSession)],
    [
      'an event id',
      'in Redis, by ids in its bucket',
      Object.entries(figures.redisBytesPerId)
        .map(([density, each]) => `${density}: ${round(each)} B`)
        .join(', '),
    ],
    [
      'a process',
      'ingest, scoring, verdict',
      [figures.memory.ingest, figures.memory.scoring, figures.memory.verdict].map(bytes).join(', '),
    ],
  ];
  const about = `Run of ${minute(run.at)} on ${run.cores} cores of an ${run.processor}, load average ${round(run.loadBefore)} before it.`;
  const ids = figures.idsAt === run.at ? '' : ` Ids: run of ${minute(figures.idsAt)}.`;
  return `${about}${ids}\n\n${table(['for', 'in', 'measured'], rows)}`;
}

function sizing(all: readonly Needs[]): string {
  const row = (name: string, read: (needs: Needs) => string) => [name, ...all.map(read)];
  const rows = [
    row('batches a second', (needs) => count(needs.batchesPerSecond)),
    row(
      'new sessions, verdicts a second',
      (needs) => `${count(needs.sessionsPerSecond)}, ${count(needs.verdictsPerSecond)}`,
    ),
    row('ingest: processes', (needs) => count(needs.processes.ingest)),
    row('scoring: processes', (needs) => count(needs.processes.scoring)),
    row('verdict: processes', (needs) => count(needs.processes.verdict)),
    row('their memory', (needs) => bytes(needs.memoryBytes)),
    row('partitions of signals, at least', (needs) => count(partitionsFor(needs))),
    row('Kafka: cores', (needs) => amount(needs.cores.kafka)),
    row('Kafka: in a second, one copy', (needs) => bytes(needs.kafkaBytesPerSecond)),
    row('Kafka: disk, three days, three copies', (needs) => bytes(needs.kafkaDiskBytes)),
    row('Redis: cores', (needs) => amount(needs.cores.redis)),
    row(
      'Redis: scores; ids of events',
      (needs) => `${bytes(needs.redisBytes)}; ${bytes(needs.redisIdsBytes)}`,
    ),
    row('PostgreSQL: sessions written a second', (needs) => count(needs.rowsPerSecond)),
    row('PostgreSQL: cores', (needs) => amount(needs.cores.postgres)),
    row('PostgreSQL: disk, 30 days', (needs) => bytes(needs.postgresDiskBytes)),
    row('connections to PostgreSQL', (needs) => count(needs.databaseConnections)),
  ];
  return table(['events a second, at the peak', ...powers.map(count)], rows);
}

/** Twice the processes, so that one may be lost or added without one consumer having double the work. */
function partitionsFor({ processes }: Needs): number {
  return Math.max(12, 2 * processes.scoring);
}

function breaking(all: readonly Needs[]): string {
  const rows = all.map((needs, at) => {
    const over = strained(needs).filter(({ share }) => share > 1);
    const named = over.map(
      ({ limit, share }) => `${limit.name} (${share < 10 ? round(share) : count(share)} ×)`,
    );
    const remedies = [...new Set(over.map(({ limit }) => limit.remedy))];
    return [count(powers[at] ?? 0), named.join('; ') || 'nothing', remedies.join('; ') || '–'];
  });
  return table(['events a second', 'what no longer suffices, worst first', 'then'], rows);
}

function skew(skews: readonly Skew[]): string {
  const rows = skews.map(({ partitions, bySession, byProject }) => [
    count(partitions),
    bySession.toFixed(2),
    byProject.toFixed(1),
  ]);
  return table(['partitions', 'busiest ÷ mean, keyed by session', 'were they keyed by project'], rows);
}

const minute = (at: string) => `${at.slice(0, 16).replace('T', ' ')} UTC`;
const round = (value: number) => String(Number(value.toPrecision(2)));
const amount = (value: number) => (value < 10 ? round(value) : count(value));
const count = (value: number) => Math.ceil(Number(value.toPrecision(3))).toLocaleString('en-GB');

const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

function bytes(value: number): string {
  const power = Math.max(0, Math.min(units.length - 1, Math.floor(Math.log10(value) / 3)));
  return `${round(value / 1_000 ** power)} ${units[power]}`;
}
