import { trafficOperations as operations } from '@botect/contracts';
import type { Route } from '@botect/http';
import type { Ports } from '../../ports/index.ts';
import type { Gate } from '../gate/gate.ts';
import { showLiveTraffic } from './show-live-traffic.ts';
import { showAccountTraffic, showTraffic } from './show-traffic.ts';

export const trafficRoutes = (gate: Gate, ports: Ports): Route[] => [
  gate.project(operations.showTraffic, showTraffic(ports)),
  gate.account(operations.showAccountTraffic, showAccountTraffic(ports)),
  gate.project(operations.showLiveTraffic, showLiveTraffic(ports)),
];
