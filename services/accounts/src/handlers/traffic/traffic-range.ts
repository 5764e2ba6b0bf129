import { trafficQuerySchema } from '@botect/contracts';
import type { Request } from '@botect/http';
import { dayMs, hourMs, inWholeBuckets, type TimeWindow, windowOf } from '../../core/time-window.ts';
import { readQuery } from '../gate/read-query.ts';
import { timeOf } from '../gate/read-time.ts';

export interface TrafficRange extends TimeWindow {
  readonly bucket: 'hour' | 'day';
  readonly bucketMs: number;
}

/** Hours are told apart up to here. */
const hourlyMsMax = 7 * dayMs;

/** A month and the same one of the year before can be looked at for as long as verdicts are counted. */
const oldestMs = 400 * dayMs;
/** The longest month. */
const widestMs = 31 * dayMs;

/** The range a request asks about: hours of up to seven days, or days, and whole ones. */
export function trafficRange(request: Request, nowMs: number): TrafficRange {
  return rangeOf(readQuery(request, trafficQuerySchema), nowMs);
}

interface RangeAsked {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly month?: number | undefined;
  readonly year?: number | undefined;
}

export function rangeOf({ from, to, month, year }: RangeAsked, nowMs: number): TrafficRange {
  const asked =
    month === undefined || year === undefined
      ? { fromMs: timeOf(from), toMs: timeOf(to) }
      : { fromMs: Date.UTC(year, month - 1), toMs: Date.UTC(year, month) };
  const { fromMs, toMs } = windowOf(asked, { nowMs, usualMs: dayMs, longestMs: oldestMs });
  const window = { fromMs: Math.max(fromMs, toMs - widestMs), toMs };
  const bucket = window.toMs - window.fromMs <= hourlyMsMax ? 'hour' : 'day';
  const bucketMs = bucket === 'hour' ? hourMs : dayMs;
  return { ...inWholeBuckets(window, bucketMs, nowMs), bucket, bucketMs };
}
