interface Call {
  readonly bearer?: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The public API over HTTP, as any client would call it. */
export function demoApi(origin: string) {
  return {
    async call<Answer>(method: string, path: string, { bearer, body, headers }: Call = {}): Promise<Answer> {
      const response = await fetch(new URL(path, origin), {
        method,
        headers: {
          ...headers,
          ...(bearer && { authorization: `Bearer ${bearer}` }),
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
      }).catch(() => {
        throw new Error(`nothing answers at ${origin}; is the server running?`);
      });
      const answer = (await response.json()) as Answer & { message?: string };
      if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${answer.message}`);
      return answer;
    },
    wait: (pauseMs: number) => new Promise<void>((resolve) => setTimeout(resolve, pauseMs)),
  };
}
