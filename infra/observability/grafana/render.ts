import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  DashboardBuilder,
  DashboardCursorSync,
  type DashboardLink,
  DashboardLinkBuilder,
  DashboardLinkType,
  DatasourceVariableBuilder,
  type Dashboard as GrafanaDashboard,
  type Panel as GrafanaPanel,
  RowBuilder,
  type Threshold,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import type { Dashboard, Limits, Panel } from './panels.ts';
import { visualization } from './visualization.ts';

/** The Prometheus chosen at the top of the page. */
const datasource = { type: 'prometheus', uid: '$datasource' };
const tag = 'botect';
const withoutTime = { id: 'organize', options: { excludeByName: { Time: true } } };

/** The model that Grafana reads from a file. */
export function rendered({ name, title, description, rows }: Dashboard): GrafanaDashboard {
  const page = new DashboardBuilder(title)
    .uid(`botect-${name}`)
    .description(description)
    .tags([tag])
    .time({ from: 'now-6h', to: 'now' })
    .refresh('30s')
    .timezone('browser')
    .tooltip(DashboardCursorSync.Crosshair)
    .withVariable(new DatasourceVariableBuilder('datasource').label('Prometheus').type('prometheus'))
    .link(otherDashboards());
  let id = 0;
  for (const [heading, panels] of Object.entries(rows)) {
    id += 1;
    page.withRow(new RowBuilder(heading).id(id));
    for (const panel of panels) {
      id += 1;
      page.withPanel(panelOf(panel, id));
    }
  }
  return page.build();
}

function otherDashboards(): Builder<DashboardLink> {
  const link = new DashboardLinkBuilder('Botect')
    .type(DashboardLinkType.Dashboards)
    .tags([tag])
    .asDropdown(true)
    .keepTime(true)
    .includeVars(true);
  // The builder would put it into a menu; without a placement it stands at the top of the page.
  const { placement, ...visible } = link.build();
  return { build: () => visible };
}

function panelOf(panel: Panel, id: number): Builder<GrafanaPanel> {
  const builder = visualization(panel)
    .id(id)
    .title(panel.title)
    .description(panel.tells)
    .datasource(datasource)
    .unit(panel.unit)
    .span(panel.width)
    .height(panel.height)
    .noValue(panel.trouble ? 'none' : '–')
    .thresholds(thresholds(panel.limits));
  if (panel.max !== undefined) builder.max(panel.max);
  if (panel.draw === 'table') builder.withTransformation(withoutTime);
  Object.entries(panel.of).forEach(([legend, expr], at) => {
    builder.withTarget(target(panel, { legend, expr, refId: String.fromCharCode(65 + at) }));
  });
  return builder;
}

function target({ draw }: Panel, { legend, expr, refId }: Readonly<Record<string, string>>) {
  const query = new DataqueryBuilder()
    .datasource(datasource)
    .refId(`${refId}`)
    .expr(`${expr}`)
    .legendFormat(`${legend}`);
  if (draw === 'table') return query.instant().format(PromQueryFormat.Table);
  if (draw === 'heatmap') return query.range().format(PromQueryFormat.Heatmap);
  return draw === 'bars' ? query.instant() : query.range();
}

function thresholds(limits?: Limits): ThresholdsConfigBuilder {
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(stepsOf(limits));
}

/** The first step has no lower end, which the model writes as null and its types do not know. */
function stepsOf(limits: Limits | undefined): Threshold[] {
  const first = (color: string) => ({ value: null, color }) as unknown as Threshold;
  if (!limits) return [first('blue')];
  const { warn, bad, lessIsWorse = false } = limits;
  if (lessIsWorse) return [first('red'), { value: bad, color: 'yellow' }, { value: warn, color: 'green' }];
  return [first('green'), { value: warn, color: 'yellow' }, { value: bad, color: 'red' }];
}
