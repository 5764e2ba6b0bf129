import { writeFileSync } from 'node:fs';
import { prometheusRule, prometheusRulePath } from './prometheus-rule.ts';

writeFileSync(prometheusRulePath, prometheusRule());
