import { paths, read } from '../../checks/repository.ts';
import type { Rule } from '../prometheus/rules.ts';

/** PromQL somewhere in our files. */
export interface Expression {
  /** File and panel or rule, for the reader of a fault. */
  readonly place: string;
  readonly text: string;
  /** Labels whose values are shown beside the answer. */
  readonly shown: readonly string[];
  /** No answer is what should be: it is about trouble. */
  readonly mayBeEmpty?: boolean;
}

/** The parts of a dashboard's model looked at here. */
interface Model {
  readonly panels: readonly {
    readonly title: string;
    readonly fieldConfig?: { readonly defaults: { readonly noValue?: string } };
    readonly targets?: readonly { readonly expr: string; readonly legendFormat: string }[];
  }[];
}

/** Queries of the dashboards as Grafana reads them. */
export function dashboardExpressions(): Expression[] {
  return paths('infra/observability/grafana/dashboards/*.json').flatMap((path) => {
    const { panels } = JSON.parse(read(path)) as Model;
    return panels.flatMap(({ title, fieldConfig, targets = [] }) =>
      targets.map(({ expr, legendFormat }) => ({
        place: `${path}: ${title}`,
        text: expr,
        shown: names(legendFormat, /\{\{\s*(\w+)\s*\}\}/g),
        mayBeEmpty: fieldConfig?.defaults.noValue === 'none',
      })),
    );
  });
}

export function ruleExpressions(rules: readonly Rule[]): Expression[] {
  return rules.map(({ file, alert, record, expr, annotations }) => ({
    place: `${file}: ${alert ?? record}`,
    text: expr,
    shown: names(Object.values(annotations).join(' '), /\$labels\.(\w+)/g),
  }));
}

function names(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, name]) => name ?? '');
}
