import { detections } from '@botect/contracts';
import { ok, type Reply } from '@botect/http';

const list = ok(
  detections.map(({ falsePositives, ...detection }) => ({ ...detection, false_positives: falsePositives })),
);

/** `GET /v1/detections`: every detection there is. Public: it says nothing about anybody. */
export function listDetections(): Reply {
  return list;
}
