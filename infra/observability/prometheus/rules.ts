import { parse } from 'yaml';
import { paths, read } from '../../checks/repository.ts';

/** A rule as its file states it: one that records, or one that alerts. */
export interface Rule {
  readonly file: string;
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

interface RuleFile {
  readonly groups: readonly { readonly rules: readonly Partial<Rule>[] }[];
}

/** Every rule of every file, in order. */
export function allRules(): Rule[] {
  return paths('infra/observability/prometheus/rules/*.yaml').flatMap((file) => {
    const { groups } = parse(read(file)) as RuleFile;
    const rules = groups.flatMap((group) => group.rules);
    return rules.map((rule) => ({ expr: '', labels: {}, annotations: {}, ...rule, file }));
  });
}

export function alerts(): Rule[] {
  return allRules().filter(({ alert }) => alert !== undefined);
}
