import { PanelBuilder as BarGauge } from '@grafana/grafana-foundation-sdk/bargauge';
import {
  BigValueColorMode,
  LegendDisplayMode,
  LegendPlacement,
  ReduceDataOptionsBuilder,
  SortOrder,
  StackingConfigBuilder,
  StackingMode,
  TooltipDisplayMode,
  VizLegendOptionsBuilder,
  VizOrientation,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import {
  PanelBuilder as Heatmap,
  HeatmapColorMode,
  HeatmapColorOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/heatmap';
import { PanelBuilder as Stat } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as Table } from '@grafana/grafana-foundation-sdk/table';
import { PanelBuilder as TimeSeries } from '@grafana/grafana-foundation-sdk/timeseries';
import type { Panel } from './panels.ts';

/** The kind of panel, with what is particular to it. */
export function visualization({ draw }: Panel): TimeSeries | Stat | BarGauge | Heatmap | Table {
  switch (draw) {
    case 'lines':
      return overTime().fillOpacity(5);
    case 'areas':
      return overTime().fillOpacity(40).stacking(new StackingConfigBuilder().mode(StackingMode.Normal));
    case 'shares':
      return overTime().fillOpacity(60).stacking(new StackingConfigBuilder().mode(StackingMode.Percent));
    case 'number':
      return new Stat().colorMode(BigValueColorMode.Value).reduceOptions(lastValue());
    case 'bars':
      return new BarGauge().orientation(VizOrientation.Horizontal).reduceOptions(lastValue());
    case 'heatmap':
      return new Heatmap().color(
        new HeatmapColorOptionsBuilder().mode(HeatmapColorMode.Scheme).scheme('Oranges').steps(64),
      );
    case 'table':
      return new Table();
  }
}

function overTime(): TimeSeries {
  const legend = new VizLegendOptionsBuilder()
    .displayMode(LegendDisplayMode.List)
    .placement(LegendPlacement.Bottom)
    .showLegend(true);
  const tooltip = new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending);
  return new TimeSeries().min(0).legend(legend).tooltip(tooltip);
}

function lastValue(): ReduceDataOptionsBuilder {
  return new ReduceDataOptionsBuilder().calcs(['lastNotNull']);
}
