/** Names, or last words of names, that say nothing about what is inside, so that anything ends up there. */
const banned = /^(utils?|helpers?|common|misc|shared|base|managers?|service|impl)$/;
const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;

/** Faults in the names of a path from the root, whose first folder is given by the design. */
export function nameFaults(path: string): string[] {
  const names = path.split('/').slice(1);
  const words = names.flatMap((name) => name.split('.')).map((name) => name.split('-').at(-1) ?? '');
  return [
    ...words.filter((word) => banned.test(word)).map((word) => `${path}: "${word}" says nothing`),
    ...names.filter((name) => !kebabCase.test(name)).map((name) => `${path}: "${name}" is not kebab-case`),
  ];
}
