export interface FirstAccount {
  readonly token: string;
  /** Makes whoever signs up with it the owner; once. */
  readonly code: string;
  /** False when the operator chose the token: then it is not repeated. */
  readonly generated: boolean;
  readonly projectId: number;
}

const example = JSON.stringify({
  session_token: null,
  events: [
    {
      request_id: 'my-first-event',
      type: 'mouse',
      received_at: '2026-06-14T10:00:00Z',
      payload: { entropy: 0.74, samples: 128 },
    },
  ],
});

const signUp = (code: string) =>
  JSON.stringify({ code, name: 'Your Name', email: 'you@example.com', password: 'a sentence of your own' });

export interface Welcomed {
  /** Null at every later start. */
  readonly first: FirstAccount | null;
  /** Whether the demo page is served. */
  readonly demo: boolean;
}

/** What a newcomer reads: where the demo is and, the first time, the quickstart as three lines to paste into a shell. */
export function welcome(origin: string, { first, demo }: Welcomed): string {
  const page = demo ? `Open ${origin}/demo in a browser: it shows you your own score, live.\n` : '';
  const heading = `\nBotect is running at ${origin}\n${page}`;
  if (first === null) return `${heading}Your account token was printed at the first start.\n`;
  const token = first.generated ? first.token : '$BOTECT_BOOTSTRAP_TOKEN';
  const shown = first.generated
    ? `Your account token, shown this once:  ${token}`
    : 'Your account token is the one you set.';
  const { projectId } = first;
  return `${heading}
${shown}

Paste these three lines to enable scoring on a project, send a signal and read the verdict:

keys=$(curl -sS -X POST ${origin}/v1/projects/${projectId}/scoring -H "Authorization: Bearer ${token}"); echo "$keys"
session=$(curl -sS -X POST ${origin}/v1/events -H "X-Botect-Site-Key: $(echo "$keys" | grep -o 'pk_[0-9A-Za-z]*')" -H "Content-Type: application/json" -d '${example}' | grep -o 'sess_[0-9a-f]*'); echo "$session"
curl -sS ${origin}/v1/sessions/$session/verdict -H "Authorization: Bearer $(echo "$keys" | grep -o 'sk_[0-9A-Za-z]*')"; echo

The first line shows the private key once: keep it. To log in as the owner, sign up with this one-time code as yourself:

  curl -sS ${origin}/v1/signup -H "Content-Type: application/json" -d '${signUp(first.code)}'
`;
}
