/**
 * Asks the admin server of the process in the same container: `node infra/image/health-check.ts /live`, or `/ready`. Ends with 0
 * when it says yes within 4 s, otherwise with 1.
 */
const timeoutMs = 4000;
const everywhere = ['', '0.0.0.0', '::'];
const [path = '/live'] = process.argv.slice(2);
const { ADMIN_PORT: port = '9464', ADMIN_HOST: listening = '' } = process.env;
const host = everywhere.includes(listening) ? '127.0.0.1' : listening;

try {
  const answer = await fetch(`http://${host}:${port}${path}`, { signal: AbortSignal.timeout(timeoutMs) });
  process.stdout.write(await answer.text());
  process.exitCode = answer.ok ? 0 : 1;
} catch {
  process.stdout.write(`nobody answers at ${host}:${port}\n`);
  process.exitCode = 1;
}
