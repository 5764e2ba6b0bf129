import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { stringify } from 'yaml';

const root = resolve(import.meta.dirname, '../..');

export interface Choices {
  /** Folders, from the repository's root. */
  readonly resources: readonly string[];
  readonly components?: readonly string[];
  readonly namespace?: string;
  readonly images?: readonly { readonly name: string; readonly newName?: string; readonly newTag: string }[];
}

export interface Overlay {
  readonly path: string;
  choose(choices: Choices): void;
  remove(): void;
}

/** An overlay of somebody's own, outside the repository. */
export function makeOverlay(choices: Choices): Overlay {
  // kustomize takes relative paths alone, and follows no link on the way.
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'overlay-')));
  const from = (folder: string) => relative(path, join(root, folder));
  const choose = ({ resources, components = [], ...rest }: Choices) =>
    writeFileSync(
      join(path, 'kustomization.yaml'),
      stringify({ resources: resources.map(from), components: components.map(from), ...rest }),
    );
  choose(choices);
  return { path, choose, remove: () => rmSync(path, { recursive: true }) };
}
