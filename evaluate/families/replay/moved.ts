import type { RecordedEvent } from '../../recordings/recording.ts';

/** The same event at another time and, if it is anywhere, in another place. */
export function moved(
  event: RecordedEvent,
  { t, dx, dy }: { readonly t: number; readonly dx: number; readonly dy: number },
): RecordedEvent {
  const at = Math.round(t * 1_000) / 1_000;
  switch (event[1]) {
    case 'm':
    case 'd': {
      const [, kind, x, y, buttons] = event;
      return buttons === undefined ? [at, kind, x + dx, y + dy] : [at, kind, x + dx, y + dy, buttons];
    }
    case 'p':
    case 'r': {
      const [, kind, x, y, button] = event;
      return button === undefined ? [at, kind, x + dx, y + dy] : [at, kind, x + dx, y + dy, button];
    }
    case 't':
    case 'v':
    case 'e': {
      const [, kind, x, y, radius, force] = event;
      return [at, kind, x + dx, y + dy, radius ?? null, force ?? null];
    }
    case 'c':
      return [at, 'c', event[2]];
    case 'k':
    case 'u':
      return [at, event[1], event[2]];
    case 's':
      return [at, 's', event[2]];
    case 'w':
      return [at, 'w', event[2], event[3]];
    case 'h':
      return [at, 'h', event[2]];
  }
}
