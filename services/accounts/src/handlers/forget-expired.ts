import type { Ports } from '../ports/index.ts';

/** Once a day: drops what ended or nobody asks for any more. What is answered does not change by it. */
export function forgetExpired({ stores }: Pick<Ports, 'stores'>) {
  return { name: 'forget what expired', everyMs: 86_400_000, work: () => stores.forgetExpired() };
}
