import { referenceOperations as operations } from '@botect/contracts';
import type { Route } from '@botect/http';
import type { Ports } from '../../ports/index.ts';
import type { Gate } from '../gate/gate.ts';
import {
  pagePolicy,
  showAsyncApi,
  showOpenApi,
  showReference,
  showReferenceAsset,
} from './show-reference.ts';

export const referenceRoutes = (gate: Gate, ports: Ports): Route[] => [
  gate.open(operations.showOpenApi, showOpenApi),
  gate.open(operations.showAsyncApi, showAsyncApi),
  { ...gate.open(operations.showReference, showReference), contentSecurityPolicy: pagePolicy },
  gate.open(operations.showReferenceAsset, showReferenceAsset(ports)),
];
