import { validateHeaderName, validateHeaderValue } from 'node:http';

/**
 * Puts a header into a list of name, value, name, value. A name put again replaces what was there, but Set-Cookie, which
 * may come many times. Throws on what is no header: found out while writing the answer it could be answered no more.
 */
export function putHeader(list: string[], name: string, value: string): void {
  validateHeaderName(name);
  validateHeaderValue(name, value);
  const wanted = name.toLowerCase();
  const isThis = (text: string, index: number) => index % 2 === 0 && text.toLowerCase() === wanted;
  const at = wanted === 'set-cookie' ? -1 : list.findIndex(isThis);
  if (at < 0) list.push(name, value);
  else list[at + 1] = value;
}
