import type { ProbeWindow } from './probe-window.ts';

/** Reads one fact. Undefined, or a failure, is unknown. */
export type Source<Fact> = (window: ProbeWindow) => Fact | undefined | Promise<Fact | undefined>;

type Known<Sources extends readonly Source<unknown>[]> = {
  readonly [At in keyof Sources]: Sources[At] extends Source<infer Fact> ? Exclude<Fact, undefined> : never;
};

/** Judges facts, by the sources that read them. */
export interface Detector {
  readonly sources: readonly Source<unknown>[];
  /** Asked only when all facts are known. */
  readonly judge: (...facts: never) => boolean;
}

export function detector<const Sources extends readonly Source<unknown>[]>(
  sources: Sources,
  judge: (...facts: Known<Sources>) => boolean,
): Detector {
  return { sources, judge };
}

export type Ask = (source: Source<unknown>) => Promise<unknown>;

/** Asks each source once, however many detectors want to know. */
export function asking(window: ProbeWindow): Ask {
  const answers = new Map<Source<unknown>, Promise<unknown>>();
  return (source) => {
    const known = answers.get(source) ?? asked(source, window);
    answers.set(source, known);
    return known;
  };
}

async function asked(source: Source<unknown>, window: ProbeWindow): Promise<unknown> {
  try {
    return await source(window);
  } catch {
    return undefined;
  }
}

/** True, false, or null where a fact is unknown. */
export async function detect({ sources, judge }: Detector, ask: Ask): Promise<boolean | null> {
  const facts = await Promise.all(sources.map(ask));
  return facts.includes(undefined) ? null : judge(...(facts as never));
}
