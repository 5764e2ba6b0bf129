import { suggestionOperations as operations } from '@botect/contracts';
import type { Route } from '@botect/http';
import type { Ports } from '../../ports/index.ts';
import type { Gate } from '../gate/gate.ts';
import { applySuggestions } from './apply-suggestions.ts';
import { dismissSuggestion } from './dismiss-suggestion.ts';
import { listSuggestions, showSuggestion } from './read-suggestions.ts';

export const suggestionRoutes = (gate: Gate, ports: Ports): Route[] => [
  gate.project(operations.listSuggestions, listSuggestions(ports)),
  gate.project(operations.showSuggestion, showSuggestion(ports)),
  gate.project(operations.applySuggestions, applySuggestions),
  gate.project(operations.dismissSuggestion, dismissSuggestion),
];
