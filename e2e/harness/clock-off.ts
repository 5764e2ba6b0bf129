/**
 * Loaded before a service (`node --import`): its clock is off by what CLOCK_OFF_MS says of the service, as
 * `{"ingest": 600000}`. What measures spans of time is not touched, as on a machine whose clock was set wrongly.
 */
const RightDate = Date;
const [service = ''] = /(?<=services\/)\w+/.exec(process.argv[1] ?? '') ?? [];
const offMs: number = JSON.parse(process.env['CLOCK_OFF_MS'] ?? '{}')[service] ?? 0;

class WrongDate extends RightDate {
  constructor(...given: unknown[]) {
    if (given.length === 0) super(RightDate.now() + offMs);
    else super(...(given as [number]));
  }

  static override now(): number {
    return RightDate.now() + offMs;
  }
}

globalThis.Date = WrongDate as DateConstructor;
