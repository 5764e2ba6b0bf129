import type { instruments } from '@botect/runtime';
import { labels } from './labels.ts';

type Instrument = (typeof instruments)[keyof typeof instruments];

const lead = `# Metrics

Every process tells what follows, as far as it does it, in Prometheus's text format at \`/metrics\` on \`ADMIN_PORT\` and,
with \`OTEL_METRICS_EXPORTER=otlp\`, by OTLP to \`OTEL_EXPORTER_OTLP_ENDPOINT\`. Names follow OpenTelemetry's semantic
conventions where those have one. Prometheus writes \`_\` for every dot, in attributes too; a counter ends in \`_total\`, a
histogram has \`_bucket\`, \`_sum\` and \`_count\`. \`target_info\` tells \`service_name\`, \`service_version\` and
\`service_instance_id\`.

No attribute holds a session, a visitor, a key or an account. Each has few values; past 2,000 combinations of one
measurement the rest is told as \`otel_metric_overflow="true"\`.

This page is written by \`node_modules/.bin/node infra/reference/main.ts\` from \`libs/runtime/src/instruments.ts\`.`;

/** \`docs/reference/metrics.md\`. */
export function metricsPage(all: Readonly<Record<string, Instrument>>): string {
  const rows = Object.values(all).map(([name, { kind = '', unit, description, labels: carried = [] }]) => [
    `\`${name}\``,
    `\`${prometheusName(name, kind)}\``,
    kind,
    unit,
    carried.map((label) => `\`${label}\``).join(', '),
    description,
  ]);
  const carried = new Set(Object.values(all).flatMap(([, { labels: names = [] }]) => names));
  const meanings = [...carried].toSorted().map((label) => [`\`${label}\``, labels[label] ?? '']);
  return [
    lead,
    table(['name', 'in Prometheus', 'kind', 'unit', 'attributes', 'what it tells'], rows),
    '## Attributes',
    `${table(['attribute', 'values'], meanings)}\n`,
  ].join('\n\n');
}

/** As the exporter writes it. */
export function prometheusName(name: string, kind: string): string {
  return `${name.replaceAll(/[^a-z0-9_]+/gi, '_')}${kind === 'counter' ? '_total' : ''}`;
}

/** As the formatter leaves it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, at) => Math.max(3, ...[head, ...rows].map((cells) => cells[at]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
