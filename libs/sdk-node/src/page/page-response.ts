/** Headers that name one stored copy of a page; a page made for one visitor has none. */
export const copyHeaders = ['etag', 'last-modified', 'content-length'];

interface Response {
  readonly method: string;
  readonly status: number;
  /** The request's `Sec-Fetch-Dest`, which names what the browser wants to show. */
  readonly destination: string | null;
  header(name: string): string | null;
}

/** Whether a response was successful, so that its page counts as shown. */
export function isShown({ method, status }: Pick<Response, 'method' | 'status'>): boolean {
  return method === 'GET' && status >= 200 && status < 300 && status !== 206;
}

/** Whether the response is a page the tag may be put into: shown, HTML, uncompressed, and not asked for by a script. */
export function takesTag(response: Response): boolean {
  const encoding = response.header('content-encoding') ?? 'identity';
  const asked = response.destination ?? 'document';
  return (
    isShown(response) &&
    /^text\/html\s*(?:;|$)/i.test(response.header('content-type') ?? '') &&
    encoding === 'identity' &&
    (asked === 'document' || asked === 'iframe')
  );
}
