export { connectTally } from './connect-tally.ts';
export { latePublisher } from './late-publisher.ts';
export { noTally } from './no-tally.ts';
export { createTally, type PublishedTally, type Publisher, type Tally, type TallyOptions } from './tally.ts';
