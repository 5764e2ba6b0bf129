import type { Reply } from './route.ts';

/** What the envelope tells beside the data. */
export type Telling = Pick<Reply, 'message' | 'total'>;

/** 200 with a body: a value to serialise, or JSON text already serialised. */
export const ok = (json: object | string, telling?: Telling): Reply => reply('ok', json, telling);

/** 201 with the thing made. */
export const created = (json: object | string, telling?: Telling): Reply => reply('created', json, telling);

/** 202: kept, and worked on later. */
export const accepted = (json: object | string, telling?: Telling): Reply => reply('accepted', json, telling);

/** 204 without a body. */
export const noContent: Reply = { outcome: 'no-content', body: null };

export type Caching = Pick<Reply, 'cacheSeconds' | 'immutable'>;

/** 304: what the browser kept is still right, and may be kept as long again. */
export const notModified = (caching: Caching): Reply => ({ outcome: 'not-modified', body: null, ...caching });

/** 200 with text of another type than JSON: a page, a style, a script. */
export const text = (body: string, mediaType = 'text/plain', caching?: Caching): Reply => ({
  outcome: 'ok',
  body,
  mediaType:
    mediaType.startsWith('text/') && !mediaType.includes(';') ? `${mediaType}; charset=utf-8` : mediaType,
  ...caching,
});

/** 200 with bytes as they are. */
export const file = (body: Buffer, mediaType: string, caching?: Caching): Reply => ({
  outcome: 'ok',
  body,
  mediaType,
  ...caching,
});

function reply(outcome: Reply['outcome'], json: object | string, telling?: Telling): Reply {
  const body = typeof json === 'string' ? json : JSON.stringify(json);
  return telling === undefined ? { outcome, body } : { outcome, body, ...telling };
}
