/** Header names that may be recorded, as the server SDKs report them; values never are. */
const recordable = new Set([
  'accept',
  'accept-language',
  'accept-encoding',
  'cache-control',
  'connection',
  'cookie',
  'host',
  'pragma',
  'referer',
  'sec-ch-ua',
  'sec-ch-ua-mobile',
  'sec-ch-ua-platform',
  'sec-fetch-dest',
  'sec-fetch-mode',
  'sec-fetch-site',
  'sec-fetch-user',
  'upgrade-insecure-requests',
  'user-agent',
]);

export function observedHeaders(names: readonly string[]): string[] {
  return names.filter((name) => recordable.has(name));
}
