import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DockerfileParser, type From, type Instruction, ModifiableInstruction } from 'dockerfile-ast';

export const root = join(import.meta.dirname, '../..');
export const dockerfileText = readFileSync(join(root, 'Dockerfile'), 'utf8');

/** One instruction: `flags` like `--from=build` apart from the rest. */
export interface Step {
  readonly keyword: string;
  readonly flags: readonly string[];
  readonly text: string;
}

export interface Stage {
  /** Empty for the last one. */
  readonly name: string;
  /** An image, or a stage before this one; ARGs filled in. */
  readonly base: string;
  readonly steps: readonly Step[];
}

export function stagesOf(text: string): readonly Stage[] {
  const stages: Stage[] = [];
  const defaults = new Map<string, string>();
  let steps: Step[] = [];
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    const keyword = instruction.getKeyword();
    const step = stepOf(instruction);
    if (keyword === 'FROM') {
      const from = instruction as From;
      const base = (from.getImage() ?? '').replace(/\$\{(\w+)\}/g, (_, name) => defaults.get(name) ?? '');
      steps = [];
      stages.push({ name: from.getBuildStage() ?? '', base, steps });
    } else if (keyword === 'ARG' && stages.length === 0) {
      const [name = '', value = ''] = step.text.split('=');
      defaults.set(name, value);
    } else steps.push(step);
  }
  return stages;
}

function stepOf(instruction: Instruction): Step {
  const flags = instruction instanceof ModifiableInstruction ? instruction.getFlags() : [];
  return {
    keyword: instruction.getKeyword(),
    flags: flags.map((flag) => `--${flag.getName()}=${flag.getValue()}`),
    text: instruction.getArgumentsContent() ?? '',
  };
}

/** What a container of the image is started with. */
export interface Start {
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly healthCheck: readonly string[];
  readonly user: string;
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string>>;
}

export function startOf({ steps }: Stage): Start {
  const last = (keyword: string) => steps.findLast((step) => step.keyword === keyword)?.text ?? '';
  const words = (keyword: string): string[] => JSON.parse(last(keyword).replace(/^CMD /, '') || '[]');
  const settings = steps.filter(({ keyword }) => keyword === 'ENV').flatMap(({ text }) => text.split(/\s+/));
  return {
    entrypoint: words('ENTRYPOINT'),
    command: words('CMD'),
    healthCheck: words('HEALTHCHECK'),
    user: last('USER'),
    workingDirectory: last('WORKDIR'),
    environment: Object.fromEntries(settings.map((one) => one.split('=') as [string, string])),
  };
}
