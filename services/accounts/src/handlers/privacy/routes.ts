import { privacyOperations as operations } from '@botect/contracts';
import type { Route } from '@botect/http';
import type { Ports } from '../../ports/index.ts';
import type { Gate } from '../gate/gate.ts';
import { eraseSession, eraseSessions } from './erase-sessions.ts';
import { exportSession, exportSessions } from './export-sessions.ts';

export const privacyRoutes = (gate: Gate, ports: Ports): Route[] => [
  gate.project(operations.exportSession, exportSession(ports)),
  gate.project(operations.exportSessions, exportSessions(ports)),
  gate.project(operations.eraseSession, eraseSession(ports)),
  gate.project(operations.eraseSessions, eraseSessions(ports)),
];
