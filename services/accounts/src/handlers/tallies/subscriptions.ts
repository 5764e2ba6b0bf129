import type { Subscription } from '@botect/bus';
import { talliesTopic } from '@botect/contracts';
import type { Ports } from '../../ports/index.ts';
import { recordTallies } from './record-tallies.ts';

export const tallySubscriptions = (ports: Ports): readonly Subscription[] => [
  { topic: talliesTopic.name, group: 'accounts', handle: recordTallies(ports) },
];
