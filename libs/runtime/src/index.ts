export { type Clock, systemClock } from './clock.ts';
export type { Closable } from './closable.ts';
export { within } from './deadline.ts';
export type { Environment } from './given-settings.ts';
export type { Health } from './health.ts';
export { instruments } from './instruments.ts';
export { type ListenAddress, listening } from './listening.ts';
export { type Logger, silentLog } from './logger.ts';
export { type RecordedSpan, type RecordingTelemetry, recordingTelemetry } from './recording-telemetry.ts';
export { type Pause, type RepeatOptions, repeat } from './repeat.ts';
export { run } from './run.ts';
export type { Scope } from './scope.ts';
export { choice, commaList, flag, milliseconds, port, ratio, url, wholeNumber } from './setting-types.ts';
export {
  type BaseSettings,
  baseSettings,
  readSettings,
  type SettingsSchema,
  type SettingType,
} from './settings.ts';
export {
  busOptions,
  busShape,
  cacheShape,
  callRates,
  callRatesShape,
  databaseOptions,
  databaseShape,
  databaseUrlFrom,
  type InfrastructureSettings,
  listenOptions,
  listenShape,
  networksOptions,
  networksShape,
  retentionShape,
  scoringOptions,
  scoringShape,
  testKeysOf,
  testKeysShape,
  verdictOptions,
  verdictShape,
} from './shapes.ts';
export { StartupFault } from './startup-fault.ts';
export {
  type Attributes,
  type Counter,
  type CounterOptions,
  type GaugeOptions,
  type Histogram,
  type HistogramOptions,
  type InstrumentOptions,
  noTelemetry,
  type Read,
  type Readings,
  type Span,
  type SpanKind,
  type Telemetry,
  type Trace,
} from './telemetry.ts';
export { timedCalls } from './timed-calls.ts';
