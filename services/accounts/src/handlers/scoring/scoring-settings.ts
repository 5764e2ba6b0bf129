import { type SettingsUpdate, settingsUpdateSchema } from '@botect/contracts';
import { ok, type Reply, readJson } from '@botect/http';
import type { AuditNote, Ports, SettingsStore } from '../../ports/index.ts';
import type { ProjectVisit } from '../gate/visit.ts';

/** `GET /v1/projects/{project}/scoring/settings`. */
export function showSettings({ stores }: Pick<Ports, 'stores'>) {
  return async ({ projectId }: ProjectVisit): Promise<Reply> => ok(await stores.settings.read(projectId));
}

/** `PUT /v1/projects/{project}/scoring/settings`: a partial update, also before scoring is enabled. */
export async function changeSettings({ projectId, request, commit }: ProjectVisit): Promise<Reply> {
  const update = readJson(request, settingsUpdateSchema);
  return commit(async ({ settings }) => {
    const { after, ...rest } = await changedSettings(settings, projectId, update);
    return { reply: ok(after), ...rest };
  });
}

/** Changes settings, whichever surface that is asked on. */
export async function changedSettings(settings: SettingsStore, projectId: number, update: SettingsUpdate) {
  const before = await settings.read(projectId);
  const after = await settings.change(projectId, update);
  const subject = { subject: 'project', subjectId: projectId, projectId };
  const audit: AuditNote = { action: 'settings.changed', ...subject, before, after };
  return { after, audit, changed: [projectId] };
}
