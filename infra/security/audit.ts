import { pnpm } from './pnpm.ts';

export interface Audit {
  /** `unknown` where no registry answered: then nothing was looked at. */
  readonly verdict: 'clean' | 'vulnerable' | 'unknown';
  readonly report: string;
}

/** Asks the registry for advisories, of high severity or worse, about what runs in production. */
export async function audit(registry?: string): Promise<Audit> {
  // One attempt: where there is no registry, four with pauses between them take minutes.
  const parameters = [
    'audit',
    '--prod',
    '--audit-level',
    'high',
    '--ignore-registry-errors',
    '--config.fetch-retries=0',
  ];
  const { status, stdout, stderr } = await pnpm([
    ...parameters,
    ...(registry ? ['--registry', registry] : []),
  ]);
  const report = `${stdout}${stderr}`.replaceAll(/^npm warn .*\n/gm, '').trim();
  if (status !== 0)
    return { verdict: /vulnerabilities found/.test(stdout) ? 'vulnerable' : 'unknown', report };
  const silent = /(?:Failed to request|The) (?:the )?audit endpoint/.test(report);
  return { verdict: silent ? 'unknown' : 'clean', report };
}
