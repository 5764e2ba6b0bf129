/** The two keys of one project. */
export interface Keys {
  /** `pk_…`, public. */
  readonly siteKey: string;
  /** `sk_…`, secret; it also signs cookies and page tokens, so rotating it voids those. */
  readonly privateKey: string;
}

type GivenKeys = Readonly<Record<keyof Keys, string | undefined>>;

/** Throws a TypeError for a key that is missing or cannot be one: the keys go into headers. */
export function readKeys({ siteKey, privateKey }: GivenKeys): Keys {
  return { siteKey: readKey('siteKey', siteKey), privateKey: readKey('privateKey', privateKey) };
}

function readKey(name: string, key: unknown): string {
  if (key === undefined || key === null || key === '') throw new TypeError(`botect: ${name} is missing`);
  if (typeof key === 'string' && /^[!-~]+$/.test(key)) return key;
  throw new TypeError(`botect: ${name} must be a key of printable ASCII characters without white space`);
}

/**
 * Where the API is: https, or http on this machine for development; without credentials, query and fragment. A path
 * is kept, but for a trailing `/v1`, which the calls bring themselves. Throws a TypeError otherwise.
 */
export function readBaseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null) throw new TypeError('botect: baseUrl must be an absolute URL');
  const local = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local)) {
    throw new TypeError('botect: baseUrl must be https (http only for this machine)');
  }
  if (url.username !== '' || url.password !== '' || /[?#]/.test(text)) {
    throw new TypeError('botect: baseUrl must not hold credentials, a query or a fragment');
  }
  url.pathname = url.pathname.replace(/\/+$/, '').replace(/\/v1$/, '');
  return url;
}
