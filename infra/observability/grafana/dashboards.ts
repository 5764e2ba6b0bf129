import { detectionQuality } from './detection-quality.ts';
import { ingest } from './ingest.ts';
import { overview } from './overview.ts';
import { rendered } from './render.ts';
import { scoring } from './scoring.ts';
import { tenants } from './tenants.ts';
import { verdict } from './verdict.ts';

export const dashboards = [overview, ingest, scoring, verdict, detectionQuality, tenants];

export interface DashboardFile {
  /** Below the folder of this module. */
  readonly path: string;
  readonly text: string;
}

/** The files Grafana reads, as they should be. */
export function dashboardFiles(): DashboardFile[] {
  return dashboards.map((dashboard) => ({
    path: `dashboards/${dashboard.name}.json`,
    text: `${JSON.stringify(rendered(dashboard), null, 2)}\n`,
  }));
}
