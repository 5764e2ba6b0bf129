/** What is known of the request, for the project's rules. All optional; nothing is sent that is not given. */
export interface VerdictContext {
  readonly path?: string;
  readonly ip?: string;
  /** ISO 3166 code of two letters. */
  readonly country?: string;
  readonly ua?: string;
  readonly logged_in?: boolean;
}

const textNames = ['path', 'ip', 'country', 'ua'] as const;
const bytesMax = 2_048;

/**
 * The query of a verdict read, `''` or `?…`, with RFC 3986 escapes. The same context gives the same text, so that it
 * serves as a key too. A longer text is cut: it is the visitor who chooses how long a path is, and a visitor
 * must not be able to choose not to be looked up.
 */
export function contextQuery(context: VerdictContext): string {
  const texts = textNames.flatMap((name) => {
    const value: unknown = context[name];
    return typeof value === 'string' ? [`${name}=${escaped(cut(value.toWellFormed()))}`] : [];
  });
  const login = typeof context.logged_in === 'boolean' ? [`logged_in=${context.logged_in ? 1 : 0}`] : [];
  const pairs = [...texts, ...login];
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function cut(text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= bytesMax) return text;
  let end = bytesMax;
  // Never between the bytes of one character: those that follow the first begin with the bits 10.
  while (((bytes[end] ?? 0) & 0b1100_0000) === 0b1000_0000) end--;
  return bytes.subarray(0, end).toString();
}

function escaped(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
