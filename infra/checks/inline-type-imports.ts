import { type SourceFile, withoutComments } from './repository.ts';

const inlineType = /\btypeof import\(|\bimport\((['"])[^'"]+\1\)\s*\.\s*(?!then\b)\w/;

/** Files naming a type as `import('…').T`: the parser behind the import rules does not report those. */
export function inlineTypeImports(files: readonly SourceFile[]): string[] {
  return files.filter(({ text }) => inlineType.test(withoutComments(text))).map(({ path }) => path);
}
