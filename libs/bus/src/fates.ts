import type { Fate, OutgoingRecord, ReceivedRecord } from './bus.ts';
import { deadLetter } from './dead-letter.ts';

/** What a fate asks for. Everything in `publish` must be acknowledged before the record is committed. */
export interface Outcome {
  readonly publish: readonly OutgoingRecord[];
  readonly handOverAgain: boolean;
  readonly dropped?: string;
  readonly deadLettered?: string;
}

export interface HandedOver {
  readonly record: ReceivedRecord;
  readonly group: string;
  /** How often this record was handed over, from 1. */
  readonly attempt: number;
  readonly nowMs: number;
}

/** A record that asks for more retries than this is one for people to look at. */
export const attemptsMax = 5;

export function outcomeOf(fate: Fate, handedOver: HandedOver): Outcome {
  switch (fate.kind) {
    case 'done':
      return { publish: fate.emit ?? [], handOverAgain: false };
    case 'drop':
      return { publish: [], handOverAgain: false, dropped: fate.reason };
    case 'retry':
      if (handedOver.attempt < attemptsMax) return { publish: [], handOverAgain: true };
      return buried(fate.reason, handedOver);
    case 'dead-letter':
      return buried(fate.reason, handedOver);
    default:
      throw new Error(`the handler answered an unknown fate: ${JSON.stringify(fate satisfies never)}`);
  }
}

function buried(reason: string, { record, group, attempt, nowMs }: HandedOver): Outcome {
  const letter = deadLetter(record, { reason, stage: group, attempts: attempt, atMs: nowMs });
  return { publish: [letter], handOverAgain: false, deadLettered: reason };
}
