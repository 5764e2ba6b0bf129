import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { validate } from 'dockerfile-utils';
import { dockerfileText, root, stagesOf, startOf } from './dockerfile.ts';
import { processes } from './processes.ts';

const stages = stagesOf(dockerfileText);
const last = stages.at(-1) ?? { name: '', base: '', steps: [] };
const setup = readFileSync(join(root, 'infra/setup.mjs'), 'utf8');
const lockfile = readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8');
const pnpm = /'(pnpm@[\d.]+)'/.exec(setup)?.[1] ?? 'none';
const node = /^ {2}node@([\d.]+):/m.exec(lockfile)?.[1] ?? 'none';

describe('the Dockerfile', () => {
  test('has no fault that the linter knows', () => {
    expect(validate(dockerfileText)).toEqual([]);
  });

  test('takes every stage from one image, of the Node and with the pnpm that the repository itself runs on', () => {
    const bases = new Set(
      stages.map(({ base }) => base).filter((base) => !stages.some(({ name }) => name === base)),
    );
    expect([...bases]).toEqual([`node:${node}-bookworm-slim`]);
    expect(dockerfileText).toContain(`npx --yes ${pnpm} install --prod --frozen-lockfile`);
  });

  test('runs as a user that is not root, told by number so that an orchestrator can see it', () => {
    expect(startOf(last).user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(last.steps.findIndex(({ keyword }) => keyword === 'USER')).toBeGreaterThan(
      last.steps.findLastIndex(({ keyword }) => keyword === 'RUN'),
    );
  });

  test('needs no shell to start, to stop or to be asked how it is', () => {
    const { entrypoint, healthCheck, command } = startOf(last);
    expect([entrypoint[0], healthCheck[0]]).toEqual(['node', 'node']);
    expect(Object.keys(processes)).toContain(command[0]);
  });

  test('says what it is, as OCI images do', () => {
    const label = last.steps.find(({ keyword }) => keyword === 'LABEL')?.text ?? '';
    for (const name of ['title', 'description', 'licenses', 'version', 'revision'])
      expect(label).toContain(`org.opencontainers.image.${name}=`);
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(dockerfileText).toContain(`ARG VERSION=${version}\n`);
  });

  test('keeps nothing secret: neither settings nor arguments are named so', () => {
    const told = stages.flatMap(({ steps }) => steps.filter(({ keyword }) => /ENV|ARG/.test(keyword)));
    for (const { text } of told) expect(text).not.toMatch(/secret|token|password|key/i);
  });
});
