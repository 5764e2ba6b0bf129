import { parser } from '@prometheus-io/lezer-promql';

type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

/** One metric an expression reads, with the labels it is asked for by. */
export interface Selector {
  readonly metric: string;
  readonly labels: readonly string[];
}

const grafanaDurations = /\$__(rate_interval|interval|range)\b/g;

/** Parses as Prometheus does; throws, with the place, where that is no PromQL. Grafana's durations are five minutes. */
export function parsed(expression: string): { readonly root: SyntaxNode; readonly text: string } {
  const text = expression.replace(grafanaDurations, '5m');
  const tree = parser.parse(text);
  tree.iterate({
    enter({ type, from }) {
      if (type.isError) throw new Error(`no PromQL at "${text.slice(from, from + 20)}" of ${text}`);
    },
  });
  return { root: tree.topNode, text };
}

/** Every metric the expression reads. */
export function selectorsIn(expression: string): Selector[] {
  const { root, text } = parsed(expression);
  return nodes(root, 'VectorSelector').map((selector) => ({
    metric: textOf(nodes(selector, 'Identifier')[0], text),
    labels: nodes(selector, 'UnquotedLabelMatcher').map((matcher) =>
      textOf(nodes(matcher, 'LabelName')[0], text),
    ),
  }));
}

/** Labels the expression groups or matches series by. */
export function groupingLabelsIn(expression: string): string[] {
  const { root, text } = parsed(expression);
  const names = nodes(root, 'GroupingLabels').flatMap((grouping) => nodes(grouping, 'LabelName'));
  return [...new Set(names.map((name) => textOf(name, text)))];
}

/** Labels the answer can carry, when each metric carries those told of it. */
export function labelsOf(expression: string, carried: (metric: string) => readonly string[]): string[] {
  const { root, text } = parsed(expression);
  return [...new Set(carriedBy(root, { text, carried }))];
}

interface Reading {
  readonly text: string;
  carried(metric: string): readonly string[];
}

function carriedBy(node: SyntaxNode, reading: Reading): readonly string[] {
  if (node.name === 'VectorSelector')
    return reading.carried(textOf(nodes(node, 'Identifier')[0], reading.text));
  if (node.name === 'AggregateExpr') return aggregated(node, reading);
  return children(node).flatMap((child) => carriedBy(child, reading));
}

function aggregated(node: SyntaxNode, reading: Reading): readonly string[] {
  const modifier = node.getChild('AggregateModifier');
  const names = modifier ? nodes(modifier, 'LabelName').map((name) => textOf(name, reading.text)) : [];
  const within = () =>
    children(node).flatMap((child) => (child === modifier ? [] : carriedBy(child, reading)));
  const keepsSeries =
    node.getChild('AggregateOp')?.getChild('Topk') ?? node.getChild('AggregateOp')?.getChild('Bottomk');
  if (keepsSeries) return within();
  if (modifier?.getChild('Without')) return within().filter((label) => !names.includes(label));
  return names;
}

function nodes(from: SyntaxNode, name: string): SyntaxNode[] {
  return from.name === name ? [from] : children(from).flatMap((child) => nodes(child, name));
}

function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) found.push(child);
  return found;
}

const textOf = (node: SyntaxNode | undefined, text: string) => (node ? text.slice(node.from, node.to) : '');
