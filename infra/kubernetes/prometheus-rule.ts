import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse, stringify } from 'yaml';

const root = resolve(import.meta.dirname, '../..');
const rules = join(root, 'infra/observability/prometheus/rules');
const heading = `# Made of infra/observability/prometheus/rules by \`node infra/kubernetes/write-prometheus-rule.ts\`: change those.\n`;

export const prometheusRulePath = join(root, 'k8s/components/monitoring/prometheus-rule.yaml');

/** The rules Prometheus reads as files, as the one object its operator reads. */
export function prometheusRule(): string {
  const files = globSync('*.yaml', { cwd: rules }).sort();
  const groups = files.flatMap((file) => parse(readFileSync(join(rules, file), 'utf8')).groups);
  const metadata = { name: 'botect', labels: { 'app.kubernetes.io/part-of': 'botect' } };
  const rule = { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata, spec: { groups } };
  return heading + stringify(rule, { lineWidth: 0 });
}
