import { type Bus, connectBus } from '@botect/bus';
import { topics } from '@botect/contracts';
import { busOptions, type Scope } from '@botect/runtime';

type BusScope = Pick<Scope<Parameters<typeof busOptions>[0]>, 'config' | 'log' | 'health' | 'use'>;

/** The log that signals go to. Without it nothing can be accepted, so readiness asks it. */
export async function openBus({ config, log, health, use }: BusScope): Promise<Bus> {
  const bus = await use(connectBus({ ...busOptions(config), clientId: 'ingest', log }, topics));
  health.check('bus', () => bus.ping());
  return bus;
}
