import type { OutgoingRecord, ReceivedRecord } from './bus.ts';

/** One SQL statement with `$1` parameters, on PostgreSQL or its embedded twin. May create the schema `bus`. */
export interface Sql {
  query<Row = Record<string, unknown>>(
    text: string,
    parameters?: readonly unknown[],
  ): Promise<{ readonly rows: readonly Row[] }>;
}

export interface PlacedRecord extends OutgoingRecord {
  readonly partition: number;
  /** Exact up to 2^53. */
  readonly offset: number;
}

const fetchRecordsMax = 200;

// Bytes, and JSON that stays the text it was written as: whatever is published fits, U+0000 too.
const definitions = [
  'create schema if not exists bus',
  `create table if not exists bus.records (topic text, partition integer, "offset" bigint, key bytea not null,
     value bytea not null, headers json not null, created_at timestamptz not null default now(),
     primary key (topic, partition, "offset"))`,
  `create table if not exists bus.offsets ("group" text, topic text, partition integer, next_offset bigint not null,
     primary key ("group", topic, partition))`,
];

// As JSON, which the embedded database takes four times as fast as arrays of bytes.
const insertRecords = `
  insert into bus.records (topic, partition, "offset", key, value, headers)
  select topic, partition, "offset", decode(key, 'base64'), decode(value, 'base64'), headers::json
  from json_to_recordset($1::json) as placed
    (topic text, partition integer, "offset" bigint, key text, value text, headers text)`;

// Whoever committed what was removed knows where it ended.
const selectEnds = `
  select topic, partition, max(next) as "end" from (
    select topic, partition, "offset" + 1 as next from bus.records
    union all select topic, partition, next_offset from bus.offsets) as known
  group by topic, partition`;

const insertGroup = `
  insert into bus.offsets ("group", topic, partition, next_offset)
  select $1, $2, partition, 0 from generate_series(0, $3::integer - 1) as partition on conflict do nothing`;

const selectUnread = `
  select partition, unread.* from bus.offsets cross join lateral (
    select "offset", key, value, headers from bus.records as r
    where r.topic = offsets.topic and r.partition = offsets.partition and "offset" >= next_offset
    order by "offset" limit ${fetchRecordsMax}) as unread
  where "group" = $1 and topic = $2 order by partition, "offset"`;

const updateOffset = `
  update bus.offsets set next_offset = $4 where "group" = $1 and topic = $2 and partition = $3`;

const countUnread = `
  select r.partition, count(*) as unread from bus.records as r left join bus.offsets as o
    on o."group" = $1 and o.topic = r.topic and o.partition = r.partition
  where r.topic = $2 and "offset" >= coalesce(next_offset, 0) group by r.partition`;

const deleteRead = `
  delete from bus.records as r where topic = $1 and created_at <= now() - $2 * interval '1 millisecond'
    and not exists (select 1 from bus.offsets as o
      where o.topic = r.topic and o.partition = r.partition and next_offset <= "offset")`;

/** The tables of the log, and every statement that touches them. */
export function busTables(sql: Sql) {
  return {
    async create(): Promise<void> {
      for (const definition of definitions) await sql.query(definition);
    },
    /** All or none. */
    async insert(records: readonly PlacedRecord[]): Promise<void> {
      const rows = records.map(({ key, value, headers = {}, ...place }) => ({
        ...place,
        key: Buffer.from(key).toString('base64'),
        value: value.toString('base64'),
        headers: JSON.stringify(headers),
      }));
      await sql.query(insertRecords, [JSON.stringify(rows)]);
    },
    /** The next free offset of each partition that was ever written, under `topic/partition`. */
    async ends(): Promise<Map<string, number>> {
      const { rows } = await sql.query<{ topic: string; partition: number; end: BigintRead }>(selectEnds);
      return new Map(rows.map(({ topic, partition, end }) => [`${topic}/${partition}`, Number(end)]));
    },
    /** A new group starts at the earliest record, and from now on keeps what it has not read from being removed. */
    async enter(group: string, topic: string, partitions: number): Promise<void> {
      await sql.query(insertGroup, [group, topic, partitions]);
    },
    /** The next records of every partition. */
    async unread(group: string, topic: string): Promise<ReceivedRecord[]> {
      const { rows } = await sql.query<UnreadRow>(selectUnread, [group, topic]);
      return rows.map(({ partition, offset, key, value, headers }) => ({
        topic,
        partition,
        offset: BigInt(offset),
        key: Buffer.from(key).toString(),
        value: Buffer.from(value),
        headers,
      }));
    },
    async commit(group: string, { topic, partition, offset }: ReceivedRecord): Promise<void> {
      await sql.query(updateOffset, [group, topic, partition, String(offset + 1n)]);
    },
    /** By partition, those without any left out. */
    async countUnread(group: string, topic: string): Promise<Map<number, number>> {
      const { rows } = await sql.query<{ partition: number; unread: BigintRead }>(countUnread, [
        group,
        topic,
      ]);
      return new Map(rows.map(({ partition, unread }) => [partition, Number(unread)]));
    },
    /** Removes what is older than `retentionMs` and no group still has to read. */
    async removeRead(topic: string, retentionMs: number): Promise<void> {
      await sql.query(deleteRead, [topic, retentionMs]);
    },
  };
}

export type BusTables = ReturnType<typeof busTables>;

/** Drivers differ. */
type BigintRead = number | bigint | string;

interface UnreadRow {
  readonly partition: number;
  readonly offset: BigintRead;
  readonly key: Uint8Array;
  readonly value: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}
