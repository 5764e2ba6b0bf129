/** `node infra/security/sbom-cli.ts > botect.cdx.json`: the bill of materials of what runs in production. */
import { billOfMaterials } from './sbom.ts';

process.stdout.write(`${JSON.stringify(await billOfMaterials(), null, 2)}\n`);
