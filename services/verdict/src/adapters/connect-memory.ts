import { connectNetworks } from '@botect/networks';
import { connectPolicy, type PolicyConnections } from '@botect/policy';
import { networksOptions, type Scope } from '@botect/runtime';

type Settings = Parameters<typeof networksOptions>[0];

/** Connects to what verdicts read from memory: policy, and the addresses of crawlers, whose lists are small enough not to pause for. */
export async function connectMemory({ config, telemetry, use }: Scope<Settings>, to: PolicyConnections) {
  const policy = await use('policy', connectPolicy({ ...to, telemetry }));
  const options = { ...to, telemetry, ...networksOptions(config), kinds: ['crawler'] } as const;
  return { policy, networks: await use('networks', connectNetworks(options)) };
}
