import { settingsUpdateSchema } from '@botect/contracts';
import { ok, type Reply, type Request, readJson } from '@botect/http';
import type { Ports } from '../ports.ts';

/** `GET /v1/projects/{project}/scoring/settings`. */
export function showSettings({ settings }: Pick<Ports, 'settings'>) {
  return async (projectId: number): Promise<Reply> => ok(await settings.read(projectId));
}

/** `PUT /v1/projects/{project}/scoring/settings`: a partial update, also before scoring is enabled. */
export function changeSettings({ settings, announce }: Pick<Ports, 'settings' | 'announce'>) {
  return async (projectId: number, request: Request): Promise<Reply> => {
    const state = await settings.change(projectId, readJson(request, settingsUpdateSchema));
    await announce(projectId);
    return ok(state);
  };
}
