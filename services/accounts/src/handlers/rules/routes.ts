import { ruleOperations as operations } from '@botect/contracts';
import type { Route } from '@botect/http';
import type { Ports } from '../../ports/index.ts';
import type { Gate } from '../gate/gate.ts';
import { changeRule } from './change-rule.ts';
import { createRule } from './create-rule.ts';
import { deleteRule, deleteRuleGroup } from './delete-rules.ts';
import { listRules, showRule } from './list-rules.ts';
import { orderRules } from './order-rules.ts';
import { previewRule } from './preview-rule.ts';
import { showRuleMatches } from './show-rule-matches.ts';

export const ruleRoutes = (gate: Gate, ports: Ports): Route[] => [
  gate.project(operations.listRules, listRules(ports)),
  gate.project(operations.createRule, createRule),
  gate.project(operations.showRule, showRule(ports)),
  gate.project(operations.changeRule, changeRule),
  gate.project(operations.deleteRule, deleteRule),
  gate.project(operations.orderRules, orderRules),
  gate.project(operations.deleteRuleGroup, deleteRuleGroup),
  gate.project(operations.previewRule, previewRule(ports)),
  gate.project(operations.showRuleMatches, showRuleMatches(ports)),
];
