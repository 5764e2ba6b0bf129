/** What a browser does with a page: keeps the cookie, finds the script and sends signals where it says. */
export interface LoadedPage {
  readonly response: Response;
  readonly html: string;
  /** The script's endpoint, null when the page has none. */
  readonly endpoint: string | null;
  readonly cookie: string | null;
}

export const event = {
  request_id: 'event_1',
  type: 'snapshot',
  received_at: '2026-09-08T00:00:01Z',
  payload: { mouse_moves: 24, page_path_shape: '/lyrics/{n}' },
};

export async function load(url: string, headers: Record<string, string> = {}): Promise<LoadedPage> {
  const response = await fetch(url, { headers });
  const html = await response.text();
  const endpoint = /data-endpoint="([^"]+)"/.exec(html)?.[1] ?? null;
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? null;
  return { response, html, endpoint, cookie };
}

export function send(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return fetch(url, {
    method: 'POST',
    body: text,
    headers: { 'content-type': 'application/json', ...headers },
  });
}
