export interface BrokerPorts {
  readonly client: number;
  /** What clients are told to use, where something stands between them and the broker. */
  readonly advertised?: number;
  readonly controller: number;
}

export interface BrokerPlace {
  /** Every node of the cluster; each is broker and controller in one. */
  readonly nodes: readonly BrokerPorts[];
  /** Which of the nodes this is, from 0. */
  readonly index: number;
  /** Address to listen on. */
  readonly bindTo: string;
  /** Address clients are told to use. */
  readonly clientHost: string;
}

export type BrokerSettings = Readonly<Record<string, string | number | boolean>>;

const nowhere: BrokerPorts = { client: 0, controller: 0 };

/** Settings of one KRaft node for development and tests, in Kafka's own names. */
export function brokerSettings({ nodes, index, bindTo, clientHost }: BrokerPlace): BrokerSettings {
  const own = nodes[index] ?? nowhere;
  return {
    'process.roles': 'broker,controller',
    'node.id': index + 1,
    // Voters by setting rather than by data, so that the next start may take other ports.
    'controller.quorum.voters': nodes
      .map(({ controller }, at) => `${at + 1}@127.0.0.1:${controller}`)
      .join(','),
    'controller.listener.names': 'CONTROLLER',
    listeners: `PLAINTEXT://${bindTo}:${own.client},CONTROLLER://127.0.0.1:${own.controller}`,
    'advertised.listeners': `PLAINTEXT://${clientHost}:${own.advertised ?? own.client}`,
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    // A topic nobody created is a mistake worth seeing.
    'auto.create.topics.enable': false,
    // 128 MB by default, a quarter of the heap.
    'log.cleaner.dedupe.buffer.size': 4_194_304,
    ...copies(nodes.length),
    ...haste,
  };
}

function copies(nodeCount: number): BrokerSettings {
  const copyCount = Math.min(nodeCount, 3);
  // One copy may be away while writes go on.
  const inSyncMin = Math.max(1, copyCount - 1);
  return {
    'default.replication.factor': copyCount,
    'min.insync.replicas': inSyncMin,
    'offsets.topic.replication.factor': copyCount,
    'transaction.state.log.replication.factor': copyCount,
    'transaction.state.log.min.isr': inSyncMin,
    'share.coordinator.state.topic.replication.factor': copyCount,
    'share.coordinator.state.topic.min.isr': inSyncMin,
  };
}

/** Tests form groups often, and kill members and brokers: their absence may be noticed sooner than in production. */
const haste: BrokerSettings = {
  // The defaults make 50 partitions each at first use, seconds of work for one machine.
  'offsets.topic.num.partitions': 4,
  'transaction.state.log.num.partitions': 4,
  'group.initial.rebalance.delay.ms': 0,
  'group.min.session.timeout.ms': 500,
  'broker.heartbeat.interval.ms': 500,
  'broker.session.timeout.ms': 3_000,
};
