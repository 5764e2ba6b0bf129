/** `node infra/security/audit-cli.ts`: fails on a known advisory, and says so where nothing could be looked up. */
import { audit } from './audit.ts';

const { verdict, report } = await audit();
const heading = {
  clean: 'no advisory of high severity about anything in production',
  vulnerable: 'advisories about what runs in production',
  unknown: 'no registry answered: nothing is known',
};
process.stdout.write(`${report}\naudit: ${heading[verdict]}\n`);
process.exitCode = verdict === 'vulnerable' ? 1 : 0;
