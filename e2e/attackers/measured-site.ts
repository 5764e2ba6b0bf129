import type { Verdict } from '@botect/contracts';
import { eventually } from '@botect/testkit';
import { call } from '../harness/api.ts';

/** A site of its own for one visitor, on an installation whose first account has the token. */
export interface MeasuredSite {
  readonly origin: string;
  readonly siteKey: string;
  /** Once all that arrived until then is scored. */
  verdict(session: string, lastBatchAt: number): Promise<Verdict>;
}

interface Keys {
  readonly site_key: string;
  readonly private_key: string;
}

export async function measuredSite(origin: string, token: string, name: string): Promise<MeasuredSite> {
  const project = await call(`POST ${origin}/v1/projects`, { bearer: token, body: { name } });
  const path = `/v1/projects/${project.body['id']}`;
  const { body: keys } = await call<Keys>(`POST ${origin}${path}/scoring`, { bearer: token });
  return {
    origin,
    siteKey: keys.site_key,
    async verdict(session, lastBatchAt) {
      await eventually(async () => {
        const { body } = await call(`GET ${origin}${path}/sessions/${session}`, { bearer: token });
        const lastSeenAt = Date.parse(String(body['last_seen_at']));
        if (!(lastSeenAt >= lastBatchAt)) throw new Error(`last seen at ${body['last_seen_at']}`);
      });
      const answer = await call<Verdict>(`GET ${origin}/v1/sessions/${session}/verdict`, {
        bearer: keys.private_key,
      });
      return answer.body;
    },
  };
}
