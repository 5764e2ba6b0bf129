/** The only header names that are told, and never a value: they show what kind of program asks, not who. */
const tellableNames = new Set([
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

/** Those names in the order received, in lower case, each once. */
export function tellableHeaderNames(names: readonly string[]): string[] {
  const lower = names.map((name) => name.toLowerCase());
  return [...new Set(lower)].filter((name) => tellableNames.has(name));
}

const languagesMax = 10;
/** `xx`, `xxx`, `xx-yy` or `xx-999`. */
const languageTag = /^[a-z]{2,3}(?:-(?:[a-z]{2}|\d{3}))?$/;

/** The plain tags of an Accept-Language header in its order, in lower case; others are left out. */
export function languageTags(acceptLanguage: string | null): string[] {
  const tags = (acceptLanguage ?? '')
    .split(',', 100)
    .map((part) => part.split(';')[0]?.trim().toLowerCase() ?? '');
  return [...new Set(tags)].filter((tag) => languageTag.test(tag)).slice(0, languagesMax);
}

const methods = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD']);

/** The method as the wire spells it. */
export function tellableMethod(method: string): string {
  return methods.has(method) ? method : 'OTHER';
}
