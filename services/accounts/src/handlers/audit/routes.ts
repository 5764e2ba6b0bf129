import { auditOperations as operations } from '@botect/contracts';
import type { Route } from '@botect/http';
import type { Ports } from '../../ports/index.ts';
import type { Gate } from '../gate/gate.ts';
import { exportAudit, listAudit } from './list-audit.ts';

export const auditRoutes = (gate: Gate, ports: Ports): Route[] => [
  gate.account(operations.listAudit, listAudit(ports)),
  gate.account(operations.exportAudit, exportAudit(ports)),
];
