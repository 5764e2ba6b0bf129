import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dashboardFiles } from './dashboards.ts';

for (const { path, text } of dashboardFiles()) {
  writeFileSync(join(import.meta.dirname, path), text);
  console.log(`written ${path}`);
}
