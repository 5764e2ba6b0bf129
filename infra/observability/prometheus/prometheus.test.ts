import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { paths, read, root } from '../../checks/repository.ts';
import { describePrometheus } from './describe-prometheus.fixture.ts';
import { alerts } from './rules.ts';

const ruleFiles = paths('infra/observability/prometheus/rules/*.yaml');
const testFiles = paths('infra/observability/prometheus/tests/*.test.yaml');

interface Exercise {
  readonly alert_rule_test: readonly {
    readonly alertname: string;
    readonly exp_alerts: readonly { readonly exp_labels: { readonly severity: string } }[];
  }[];
}
const exercises = testFiles.flatMap((path) => (parse(read(path)) as { tests: Exercise[] }).tests);
const expectations = exercises.flatMap((exercise) => exercise.alert_rule_test);

/** Says what promtool said when it is not content. */
function promtool(...parameters: string[]): void {
  execFileSync('promtool', parameters, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
}

describePrometheus('promtool is content', () => {
  test('with the rules', () => {
    promtool('check', 'rules', ...ruleFiles);
  });

  test('with the configuration', () => {
    promtool('check', 'config', resolve(root, 'infra/observability/prometheus/prometheus.yml'));
  });

  test.each(testFiles)('with what alerts in %s', (path) => {
    promtool('test', 'rules', path);
  });
});

describe('every alert', () => {
  test('is shown to fire, at each of its severities', () => {
    const fired = expectations.flatMap(({ alertname, exp_alerts }) =>
      exp_alerts.map(({ exp_labels }) => `${alertname} ${exp_labels.severity}`),
    );
    const stated = alerts().map(({ alert, labels }) => `${alert} ${labels['severity']}`);
    expect([...new Set(fired)].sort()).toEqual(stated.sort());
  });

  test('is shown to be silent', () => {
    const silent = expectations.filter(({ exp_alerts }) => exp_alerts.length === 0);
    const stated = alerts().map(({ alert = '' }) => alert);
    expect([...new Set(silent.map(({ alertname }) => alertname))].sort()).toEqual(
      [...new Set(stated)].sort(),
    );
  });

  test('says how urgent it is, what is felt, and what is to be done', () => {
    const incomplete = alerts().filter(({ labels, annotations: { summary, description, runbook_url } }) => {
      const urgent = /^(page|ticket)$/.test(labels['severity'] ?? '');
      return !(urgent && summary && description && runbook_url);
    });
    expect(incomplete).toEqual([]);
  });
});
