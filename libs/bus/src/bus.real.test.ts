import { silentLog as log } from '@botect/runtime';
import { describeReal } from '@botect/testkit';
import { busContract } from './bus.contract.ts';

describeReal('Kafka', ({ kafkaBrokers }) => {
  busContract('Kafka bus', async () => ({ kafkaBrokers, clientId: 'bus-test', log }));
  busContract('Kafka bus with a prefix', async () => ({
    kafkaBrokers,
    clientId: 'bus-test',
    topicPrefix: 'prefix-',
    log,
  }));
});
