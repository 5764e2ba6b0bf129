import { connectCache } from '@botect/cache';
import { silentLog } from '@botect/runtime';
import { describeReal } from '@botect/testkit';
import { compareMotionContract } from './compare-motion.contract.ts';

describeReal('redis', ({ redisUrl }) => {
  compareMotionContract('redis', () => connectCache({ redisUrl, log: silentLog }));
});
