import type { Plugin } from 'esbuild';
import { syntaxOf } from './syntax.ts';

/**
 * Before es2022 private fields cost a look-up in a map each: in the one script nobody imports, a short name does. Numbered by
 * file, so that the classes share the shortest.
 */
export const plainPrivates: Plugin = {
  name: 'plain-privates',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => ({ loader: 'ts', contents: withPlainPrivates(path) }));
  },
};

function withPlainPrivates(path: string): string {
  const { bytes, nodes } = syntaxOf(path);
  const names: unknown[] = [];
  const parts: Buffer[] = [];
  let done = 0;
  for (const { type, value, span } of nodes.toSorted((a, b) => a.span.start - b.span.start)) {
    if (type !== 'PrivateName') continue;
    if (!names.includes(value)) names.push(value);
    parts.push(bytes.subarray(done, span.start), Buffer.from(`_${names.indexOf(value)}`));
    done = span.end;
  }
  return Buffer.concat([...parts, bytes.subarray(done)]).toString();
}
