import type { Source } from '../detector.ts';

/** The permission to notify as two interfaces tell it, the second's answer last. */
export const notificationStates: Source<string> = async ({ Notification, navigator }) => {
  const queried = await navigator.permissions?.query({ name: 'notifications' });
  return Notification && queried && `${Notification.permission} ${queried.state}`;
};
