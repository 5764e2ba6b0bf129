import type { Route } from '@botect/http';
import { answerTestKeys, type TestKeySettings } from './answer-test-keys.ts';
import { listDetections } from './list-detections.ts';
import { failOpen } from './read-verdict.ts';

export type { TestKeySettings };

/** What verdict answers, with `readVerdict` for the verdicts. Test keys are no keys unless they have settings. */
export function verdictRoutes(
  readVerdict: Route['handle'],
  testKeys: TestKeySettings | null = null,
): Route[] {
  const handle = answerTestKeys(testKeys, readVerdict);
  const first = { priority: 'verdict', whenBusy: failOpen } as const;
  return [
    { method: 'GET', path: '/v1/sessions/:session_token/verdict', ...first, handle },
    { method: 'GET', path: '/v1/detections', handle: listDetections },
  ];
}
