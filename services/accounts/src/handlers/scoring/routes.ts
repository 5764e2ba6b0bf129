import { scoringOperations as operations } from '@botect/contracts';
import type { Route } from '@botect/http';
import type { Ports } from '../../ports/index.ts';
import type { Gate } from '../gate/gate.ts';
import { enableScoring } from './enable-scoring.ts';
import { listScoringKeys } from './list-scoring-keys.ts';
import { rotateKey } from './rotate-key.ts';
import { changeSettings, showSettings } from './scoring-settings.ts';

export const scoringRoutes = (gate: Gate, ports: Ports): Route[] => [
  gate.project(operations.enableScoring, enableScoring(ports)),
  gate.project(operations.rotateKey, rotateKey(ports)),
  gate.project(operations.listScoringKeys, listScoringKeys(ports)),
  gate.project(operations.showSettings, showSettings(ports)),
  gate.project(operations.changeSettings, changeSettings),
];
