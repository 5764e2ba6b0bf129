import { readFileSync } from 'node:fs';
import { parseSync } from '@swc/core';

/** A node of the syntax tree, as far as it is looked at. */
export interface SyntaxNode {
  readonly type: string;
  readonly span: { readonly start: number; readonly end: number };
  readonly value?: unknown;
  readonly key?: SyntaxNode;
  readonly id?: SyntaxNode;
}

/** A TypeScript file: its bytes, and its nodes with the bytes they span. */
export function syntaxOf(path: string): { readonly bytes: Buffer; readonly nodes: readonly SyntaxNode[] } {
  // The tree begins at the first sign that is no comment: with this one it is the file's first.
  const text = `;${readFileSync(path, 'utf8')}`;
  const { span, body } = parseSync(text, { syntax: 'typescript', target: 'es2022' });
  const nodes: SyntaxNode[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if ('type' in node && 'span' in node) {
      const { start, end } = node.span as SyntaxNode['span'];
      const from = span.start + 1;
      nodes.push({ ...node, span: { start: start - from, end: end - from } } as SyntaxNode);
    }
    for (const part of Object.values(node)) visit(part);
  };
  visit(body);
  return { bytes: Buffer.from(text).subarray(1), nodes };
}
