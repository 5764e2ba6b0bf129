import type { Reply } from './route.ts';

/** 200 with a body: a value to serialise, or JSON text already serialised. */
export const ok = (json: object | string): Reply => ({ outcome: 'ok', json: serialised(json) });

/** 201 with the thing made. */
export const created = (json: object | string): Reply => ({ outcome: 'created', json: serialised(json) });

/** 202: kept, and worked on later. */
export const accepted = (json: object | string): Reply => ({ outcome: 'accepted', json: serialised(json) });

/** 204 without a body. */
export const noContent: Reply = { outcome: 'no-content', json: null };

const serialised = (json: object | string): string =>
  typeof json === 'string' ? json : JSON.stringify(json);
