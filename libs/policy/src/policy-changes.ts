import type { Channel } from '@botect/cache';

/** Name of the channel on which the control plane says whose policy changed: keys, settings, or the account's state. */
export const policyChannel = 'policy-changed';

export const changeMessage = (projectId: number): string => JSON.stringify({ project_id: projectId });

/** Call it after the change is committed: who hears it reads the database at once. */
export function announcePolicyChange(channel: Channel, projectId: number): Promise<void> {
  return channel.publish(changeMessage(projectId));
}

/** The project a message speaks of; null when it cannot be told. */
export function changedProject(message: string): number | null {
  try {
    const projectId: unknown = JSON.parse(message).project_id;
    return Number.isSafeInteger(projectId) ? Number(projectId) : null;
  } catch {
    return null;
  }
}
