import { pnpm } from './pnpm.ts';

export interface Component {
  readonly group?: string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly licenses?: readonly object[];
}

/** A bill of materials, CycloneDX 1.7: the parts read here. */
export interface Bill {
  readonly bomFormat: 'CycloneDX';
  readonly metadata: { readonly component: { readonly name: string } };
  readonly components: readonly Component[];
}

/** Everything that runs in production, by the lockfile, with licences from what is installed. */
export async function billOfMaterials(): Promise<Bill> {
  const { status, stdout, stderr } = await pnpm([
    ...['--filter', '@botect/standalone', 'sbom', '--prod'],
    ...['--sbom-format', 'cyclonedx', '--sbom-type', 'application'],
  ]);
  if (status !== 0) throw new Error(`no bill of materials: ${stderr.trim().split('\n').at(-1)}`);
  return JSON.parse(stdout);
}

export const nameOf = ({ group, name }: Component) => (group ? `${group}/${name}` : name);
