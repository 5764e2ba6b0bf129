import { sessionOperations as operations } from '@botect/contracts';
import type { Route } from '@botect/http';
import type { Ports } from '../../ports/index.ts';
import type { Gate } from '../gate/gate.ts';
import { listSessions } from './list-sessions.ts';
import { showSession } from './show-session.ts';

export const sessionRoutes = (gate: Gate, ports: Ports): Route[] => [
  gate.project(operations.listSessions, listSessions(ports)),
  gate.project(operations.showSession, showSession(ports)),
];
