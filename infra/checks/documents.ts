import { dirname, join, normalize } from 'node:path';
import { codeFolders } from './repository.ts';

const folders = [...codeFolders, 'docs', 'k8s', '.ci'].map((folder) => folder.replace('.', '\\.')).join('|');
/** A path from the root as prose and commands write it; `<name>` and `*` stand for any name. */
const namedPath = new RegExp(`(?<![\\w/.@-])(?:${folders})/[\\w.<>*/-]*[\\w>*/]`, 'g');
const rootFile = /(?<=`)(?:[A-Z]+\.md|[\w.-]+\.(?:json|yaml|yml|cjs|mjs)|LICENSE|\.env\.example)(?=`)/g;
const link = /\]\((?!https?:|mailto:|#)([^)#\s]+)/g;
const command = /\bnpm (?:run (?:-s |--silent )?([\w:-]+)|(start|test)\b)/g;

/** Paths a document names, from the root, ready for globbing. */
export function namedPaths(document: string, text: string): string[] {
  const inProse = [...text.matchAll(namedPath), ...text.matchAll(rootFile)].map(([path]) => path);
  const links = [...text.matchAll(link)].map(([, to]) => normalize(join(dirname(document), to ?? '')));
  return [...new Set([...inProse, ...links])].map((path) => path.replace(/<[^>]+>/g, '*').replace(/\/$/, ''));
}

/** Scripts of package.json a document tells the reader to run. */
export function namedScripts(text: string): string[] {
  return [...new Set([...text.matchAll(command)].map(([, run, short]) => run ?? short ?? ''))];
}
