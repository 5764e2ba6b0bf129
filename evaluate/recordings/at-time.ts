import type { RecordedEvent } from './recording.ts';

/** The same event at another time. */
export function atTime(event: RecordedEvent, t: number): RecordedEvent {
  return [t, ...event.slice(1)] as unknown as RecordedEvent;
}
