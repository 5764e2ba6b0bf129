import { lineCount, type SourceFile } from './repository.ts';

export const linesMax = 250;
export const medianMax = 60;

export function tooLong(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ text }) => lineCount(text) > linesMax)
    .map(({ path, text }) => `${path}: ${lineCount(text)} lines`);
}

/** Lines of the file in the middle, when files are sorted by length. */
export function medianLines(files: readonly SourceFile[]): number {
  const lengths = files.map(({ text }) => lineCount(text)).sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length / 2)] ?? 0;
}
