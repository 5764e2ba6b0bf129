import { Redis } from 'ioredis';
import { startExtraRedis } from '../laboratory/extra-redis.ts';
import type { Finding } from '../measure/finding.ts';
import type { Metric } from './metric.ts';

const metric = 'ids';
const buckets = 1_000;
/** Ids in one of the 65,536 buckets of a day: Redis packs whole numbers up to 512, and not beyond. */
export const densities = [15, 100, 500, 600, 5_000];
const membersPerCall = 500;

/** What Redis takes for an id that repeats are told by, as buckets fill: the same sets as the product's, fewer of them. */
export const ids: Metric = async () => {
  const findings: Finding[] = [];
  for (const density of densities) {
    const server = await startExtraRedis();
    try {
      const empty = await server.memoryBytes();
      await fill(server.url, density);
      const bytes = ((await server.memoryBytes()) - empty) / (buckets * density);
      findings.push({ metric, what: `an id among ${density} of its bucket`, unit: 'B', values: [bytes] });
    } finally {
      await server.stop();
    }
  }
  return findings;
};

async function fill(url: string, density: number): Promise<void> {
  const redis = new Redis(url);
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    const pipeline = redis.pipeline();
    for (let start = 0; start < density; start += membersPerCall) {
      const length = Math.min(membersPerCall, density - start);
      // Spread over 32 bits as hashes are; the multiplier is odd, so that none comes twice.
      const members = Array.from(
        { length },
        (_, at) => Math.imul((start + at + 1) * buckets + bucket, 0x9e3779b1) | 0,
      );
      pipeline.sadd(`e-${bucket}`, ...members);
    }
    await pipeline.exec();
  }
  await redis.quit();
}
