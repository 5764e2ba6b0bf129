import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { paths, read } from '../../checks/repository.ts';
import { dashboardFiles, dashboards } from './dashboards.ts';

const folder = 'infra/observability/grafana';

describe('the files Grafana reads', () => {
  test.each(dashboardFiles())(
    '$path is what its description says (node infra/observability/grafana/main.ts)',
    ({ path, text }) => {
      expect(read(`${folder}/${path}`)).toBe(text);
    },
  );

  test('there is none without a description', () => {
    const described = dashboardFiles().map(({ path }) => `${folder}/${path}`);
    expect(paths(`${folder}/dashboards/*.json`)).toEqual(described.sort());
  });

  test('are provisioned from where they lie, with a source of metrics they can use', () => {
    const [boards, sources] = ['dashboards', 'datasources'].map((kind) =>
      parse(read(`${folder}/provisioning/${kind}/botect.yaml`)),
    );
    expect(boards.providers[0].options.path).toBe('/etc/botect/dashboards');
    expect(sources.datasources[0]).toMatchObject({ type: 'prometheus', isDefault: true });
  });
});

describe('every dashboard', () => {
  const panels = dashboards.flatMap(({ name, rows }) =>
    Object.values(rows).flatMap((row) => row.map((panel) => ({ name, ...panel }))),
  );

  test('says behind each panel what is seen there', () => {
    expect(panels.filter(({ tells }) => !tells.endsWith('.'))).toEqual([]);
  });

  test('has no two panels of one title', () => {
    const titles = panels.map(({ name, title }) => `${name}: ${title}`);
    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
  });

  test('fills its rows: widths add up to whole lines of 24 columns', () => {
    const rows = dashboards.flatMap(({ name, rows }) =>
      Object.entries(rows).map(([title, row]) => [`${name}: ${title}`, row] as const),
    );
    const ragged = rows.filter(([, row]) => row.reduce((sum, { width }) => sum + width, 0) % 24 !== 0);
    expect(ragged.map(([title]) => title)).toEqual([]);
  });
});
