import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { getHeapSpaceStatistics, getHeapStatistics } from 'node:v8';
import { instruments } from './instruments.ts';
import type { Telemetry } from './telemetry.ts';

/** Gauges of the process itself. Each reading of the event loop starts the next interval, so one collector is assumed. */
export function observeProcess(telemetry: Telemetry): void {
  observeEventLoop(telemetry);
  telemetry.gauge(...instruments.memoryUsage, () => process.memoryUsage.rss());
  telemetry.gauge(...instruments.uptime, () => process.uptime());
  telemetry.gauge(...instruments.heapLimit, () => getHeapStatistics().heap_size_limit);
  telemetry.gauge(...instruments.heapUsed, () =>
    getHeapSpaceStatistics().map(
      (space) => [space.space_used_size, { 'v8js.heap.space.name': space.space_name }] as const,
    ),
  );
  telemetry.sum(...instruments.cpuTime, () => {
    const { user, system } = process.cpuUsage();
    return [
      [user / 1e6, { 'cpu.mode': 'user' }],
      [system / 1e6, { 'cpu.mode': 'system' }],
    ] as const;
  });
}

function observeEventLoop(telemetry: Telemetry): void {
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
}
