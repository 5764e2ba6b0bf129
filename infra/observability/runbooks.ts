import { paths, read } from '../checks/repository.ts';

/** Where the runbook of an alert is, from the root. */
export function runbookOf(alert: string): string {
  const words = alert.replace(/^Botect/, '').replace(/(?<!^)([A-Z])/g, '-$1');
  return `docs/runbooks/${words.toLowerCase()}.md`;
}

/** What a runbook tells its reader to look for, in typographic quotes: titles of panels and lines of the log. */
export function quotedIn(text: string): string[] {
  return [...text.replace(/\s+/g, ' ').matchAll(/“([^”]+)”/g)].map(([, quoted]) => quoted ?? '');
}

/** Queries a runbook tells its reader to ask: code that begins as PromQL of ours does. */
export function queriesIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)]
    .map(([, code]) => code ?? '')
    .filter((code) => /^(sum|max|histogram_quantile)\b|^botect[_:]|^up\b/.test(code));
}

export function runbooks(): { readonly path: string; readonly text: string }[] {
  return paths('docs/runbooks/*.md').map((path) => ({ path, text: read(path) }));
}
