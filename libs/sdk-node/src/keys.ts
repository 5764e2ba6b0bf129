/** The two keys of one project. */
export interface Keys {
  /** `pk_…`, public. */
  readonly siteKey: string;
  /** `sk_…`, secret; it also signs cookies and page tokens, so rotating it voids those. */
  readonly privateKey: string;
}

/** Throws a TypeError for a key that cannot be one: empty, or with white space or control characters. */
export function readKeys({ siteKey, privateKey }: Keys): Keys {
  for (const [name, key] of Object.entries({ siteKey, privateKey })) {
    // Printable ASCII alone: the keys go into headers.
    if (typeof key !== 'string' || !/^[!-~]+$/.test(key)) {
      throw new TypeError(`botect: ${name} must be a key without white space or control characters`);
    }
  }
  return { siteKey, privateKey };
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
