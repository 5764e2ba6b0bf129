import { trafficQuerySchema } from '@botect/contracts';
import type { Request } from '@botect/http';
import { dayMs, fromWholeBucket, hourMs, type TimeWindow, windowOf } from '../../core/time-window.ts';
import { readQuery } from '../gate/read-query.ts';
import { timeOf } from '../gate/read-time.ts';

export interface TrafficRange extends TimeWindow {
  readonly bucket: 'hour' | 'day';
  readonly bucketMs: number;
}

/** Hours are told apart up to here. */
const hourlyMsMax = 7 * dayMs;

/** The range a request asks about: hours of up to seven days, or days. It begins with a whole one. */
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
  const window = windowOf(asked, { nowMs, usualMs: dayMs, longestMs: 30 * dayMs });
  const bucket = window.toMs - window.fromMs <= hourlyMsMax ? 'hour' : 'day';
  const bucketMs = bucket === 'hour' ? hourMs : dayMs;
  return { ...fromWholeBucket(window, bucketMs), bucket, bucketMs };
}
