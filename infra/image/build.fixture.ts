import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { root, type Stage, type Step } from './dockerfile.ts';

interface Ignored {
  add(rules: string): Ignored;
  ignores(path: string): boolean;
}

/** A CommonJS module, whose own types say that it is another. */
const ignore: () => Ignored = createRequire(import.meta.url)('@balena/dockerignore');

const runTimeoutMs = 300_000;
/** Never part of an image, and too large to look through. */
const unseen = new Set(['node_modules', '.git', '.infra', '.data']);

/**
 * Does what the Dockerfile says, below a folder and without a container: each stage is a folder, COPY copies, RUN runs there, and the
 * base images are empty, since of theirs only Node is used. Answers the folder of the last stage.
 */
export function buildNatively(stages: readonly Stage[], folder: string): string {
  const context = contextFiles();
  const folders = new Map<string, string>();
  let built = '';
  for (const [index, { name, base, steps }] of stages.entries()) {
    built = join(folder, name || `stage-${index}`);
    mkdirSync(built, { recursive: true });
    const before = folders.get(base);
    if (before !== undefined) link(`${before}/.`, built);
    folders.set(name, built);
    let cwd = workingDirectory(stages, base);
    for (const step of steps) {
      if (step.keyword === 'WORKDIR') cwd = step.text;
      mkdirSync(join(built, cwd), { recursive: true });
      if (step.keyword === 'COPY') copy(step, { context, folders, into: join(built, cwd) });
      if (step.keyword === 'RUN') run(step, built, join(built, cwd));
    }
  }
  return built;
}

function workingDirectory(stages: readonly Stage[], name: string): string {
  const stage = stages.find((one) => one.name === name);
  if (stage === undefined) return '/';
  return (
    stage.steps.findLast(({ keyword }) => keyword === 'WORKDIR')?.text ?? workingDirectory(stages, stage.base)
  );
}

/** The files that the build is sent, from the root of the repository. */
function contextFiles(): readonly string[] {
  const ignored = ignore().add(readFileSync(join(root, '.dockerignore'), 'utf8'));
  const below = (at: string): string[] =>
    readdirSync(join(root, at), { withFileTypes: true })
      .filter(({ name }) => !unseen.has(name))
      .flatMap((entry) => (entry.isDirectory() ? below(join(at, entry.name)) : [join(at, entry.name)]));
  return below('.').filter((file) => !ignored.ignores(file));
}

interface CopyPlan {
  readonly context: readonly string[];
  readonly folders: ReadonlyMap<string, string>;
  readonly into: string;
}

function copy({ flags, text }: Step, { context, folders, into }: CopyPlan): void {
  const from = flags.find((flag) => flag.startsWith('--from='))?.slice('--from='.length);
  const words = text.split(/\s+/);
  const [sources, target] = [words.slice(0, -1), words.at(-1) ?? ''];
  for (const source of sources) {
    if (from === undefined) copyContext(source, target, { context, into });
    else linkStage(join(folders.get(from) ?? '', source), join(into, target));
  }
}

/** A folder's content goes into the target; a file becomes it, or goes into it where it ends with a slash. */
function copyContext(
  source: string,
  target: string,
  { context, into }: Pick<CopyPlan, 'context' | 'into'>,
): void {
  const found = context.filter((file) => file === source || file.startsWith(`${source}/`));
  if (found.length === 0) throw new Error(`COPY ${source}: nothing in the build context is called so`);
  for (const file of found) {
    const inside = file === source ? (target.endsWith('/') ? basename(file) : '') : relative(source, file);
    const place = join(into, target, inside);
    mkdirSync(dirname(place), { recursive: true });
    copyFileSync(join(root, file), place);
  }
}

function linkStage(source: string, target: string): void {
  mkdirSync(dirname(target), { recursive: true });
  if (statSync(source).isDirectory()) {
    mkdirSync(target, { recursive: true });
    link(`${source}/.`, target);
  } else link(source, target);
}

/** As a copy, but without the bytes: stages add files and change none. */
function link(source: string, target: string): void {
  execFileSync('cp', ['-al', source, target]);
}

function run({ text }: Step, stage: string, cwd: string): void {
  // The only path outside its own folder that an image's step names.
  const command = text.replaceAll('/var/lib/', `${stage}/var/lib/`);
  const environment = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env['PATH']}` };
  execFileSync('sh', ['-ec', command], { cwd, env: environment, stdio: 'pipe', timeout: runTimeoutMs });
}
