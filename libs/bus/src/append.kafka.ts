/** What a client answers of a call: the partitions whose leader acknowledged it. */
export type Acknowledged = readonly { readonly partition: number }[];

export interface Appending<Sent> {
  send(records: readonly Sent[]): Promise<Acknowledged>;
  partitionOf(record: Sent): number;
}

/** One is enough but for a leader that dies in each of them. */
const callsMax = 3;

/**
 * Resolves once the partition of every record has acknowledged it. A call that succeeds is not proof of that: when a leader
 * dies in the middle of it, kafkajs 2.2.4 asks again only brokers that have not answered yet, so a partition that moved to
 * one that had is sent to nobody, and the call succeeds (`producer/sendMessages.js`). What is missing is sent again; a
 * partition is sent whole, so the order of a key stays.
 */
export async function appendAll<Sent>(
  records: readonly Sent[],
  { send, partitionOf }: Appending<Sent>,
): Promise<void> {
  let left = records;
  for (let calls = 1; left.length > 0; calls += 1) {
    if (calls > callsMax) throw new Error(`${left.length} records were acknowledged by nobody`);
    const acknowledged = new Set((await send(left)).map(({ partition }) => partition));
    left = left.filter((record) => !acknowledged.has(partitionOf(record)));
  }
}
