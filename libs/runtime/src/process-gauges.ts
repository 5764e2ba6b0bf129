import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { instruments } from './instruments.ts';
import type { Telemetry } from './telemetry.ts';

/** Gauges of the process itself. Each reading starts the next interval, so one collector is assumed. */
export function observeProcess(telemetry: Telemetry): void {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  telemetry.gauge(...instruments.eventLoopDelayP99, () => {
    const seconds = delay.percentile(99) / 1e9;
    delay.reset();
    return seconds;
  });
  let before = performance.eventLoopUtilization();
  telemetry.gauge(...instruments.eventLoopUtilization, () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    return utilization;
  });
  telemetry.gauge(...instruments.memoryUsage, () => process.memoryUsage.rss());
}
