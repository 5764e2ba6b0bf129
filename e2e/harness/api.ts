export interface Call {
  readonly bearer?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text goes as it is; anything else as JSON. */
  readonly body?: unknown;
  /** Milliseconds after which the call is given up; 15,000 unless told. */
  readonly timeoutMs?: number;
}

/** A JSON answer. `status` and `body` are all a client of this API looks at. */
export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly body: Body;
  /** From the first byte sent to the last received. */
  readonly durationMs: number;
}

/** `request` is `METHOD url`. Rejects when nothing answers. */
export async function call<Body = Record<string, unknown>>(
  request: string,
  { bearer, headers, body, timeoutMs = 15_000 }: Call = {},
): Promise<Answer<Body>> {
  const [method = '', url = ''] = request.split(' ');
  const startedAt = performance.now();
  const response = await fetch(url, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(bearer && { authorization: `Bearer ${bearer}` }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    signal: AbortSignal.timeout(timeoutMs),
  });
  const text = await response.text();
  const durationMs = performance.now() - startedAt;
  return { status: response.status, body: text === '' ? null : JSON.parse(text), durationMs };
}

/** Takes turns among them, beginning with the first. */
export function takingTurns<Item>(items: readonly Item[]): () => Item {
  let turn = 0;
  return () => {
    const item = items[turn++ % items.length];
    if (item === undefined) throw new Error('there is nobody to take turns');
    return item;
  };
}
