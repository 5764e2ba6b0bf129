const written = /^(?:https?:\/\/)?(?<any>\*\.)?(?<host>[^\s%/?#@:\\[\]*]+)(?::\d{1,5})?\/?$/i;
const hostName = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** As long as DNS lets a name be. */
const lengthMax = 253;

/**
 * The host name somebody meant: copied from the address bar, or with `*.` for all names below it. Scheme, port, `www.` and
 * closing slash say nothing about whose site it is and go; a path does, and is refused like all else that names no host: null.
 */
export function domainOf(text: string): string | null {
  const { any = '', host = '' } = written.exec(text.trim())?.groups ?? {};
  const ascii = asciiOf(host).replace(/\.$/, '');
  // Below `www.` is somewhere else than below the name itself.
  const domain = any + (any === '' ? ascii.replace(/^(?:www\.)+(?=[^.]+\.)/, '') : ascii);
  return hostName.test(ascii) && domain.length <= lengthMax ? domain : null;
}

/** Domains once each, in the order given, and the places of those that are none. */
export function domainsOf(texts: readonly string[]): {
  readonly domains: readonly string[];
  readonly refused: readonly number[];
} {
  const found = texts.map(domainOf);
  return {
    domains: [...new Set(found.filter((domain) => domain !== null))],
    refused: found.flatMap((domain, index) => (domain === null ? [index] : [])),
  };
}

/** Lower case, other scripts as DNS spells them (`bücher` is `xn--bcher-kva`); '' for what can be no host. */
function asciiOf(host: string): string {
  return URL.parse(`http://${host}`)?.hostname ?? '';
}
