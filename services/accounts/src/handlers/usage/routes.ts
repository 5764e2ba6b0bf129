import { usageOperations as operations } from '@botect/contracts';
import type { Route } from '@botect/http';
import type { Ports } from '../../ports/index.ts';
import type { Gate } from '../gate/gate.ts';
import { showUsage } from './show-usage.ts';

export const usageRoutes = (gate: Gate, ports: Ports): Route[] => [
  gate.account(operations.showUsage, showUsage(ports)),
];
