/**
 * Writes schemas.json from the cluster KUBECONFIG names, which must know the kinds of KEDA, of the Gateway API and of the
 * Prometheus operator: `node infra/kubernetes/write-schemas.ts`. For a newer Kubernetes, or a kind that was not used before.
 */
import { writeFileSync } from 'node:fs';
import { everyManifest } from './every-manifest.ts';
import { kubectl } from './kubectl.ts';
import { kindOf, schemaPath } from './schemas.ts';
import { type Definitions, strictSchemas } from './strict-schemas.ts';

const wanted = [...new Set(everyManifest().map(kindOf))].sort();
const groups = [...new Set(wanted.map((kind) => kind.split(' ')[0] ?? ''))];
const served = groups.map((group): Definitions => {
  const path = group.includes('/') ? `apis/${group}` : `api/${group}`;
  return JSON.parse(kubectl(['get', '--raw', `/openapi/v3/${path}`])).components.schemas;
});
const { major, minor } = JSON.parse(kubectl(['get', '--raw', '/version']));
const schemas = strictSchemas(`${major}.${minor}`, wanted, Object.assign({}, ...served));
writeFileSync(schemaPath, `${JSON.stringify(schemas)}\n`);
