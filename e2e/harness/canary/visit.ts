import { raw } from '../raw.ts';
import { type Doors, marker, type Planted, plants } from './plants.ts';

/** A secret by where it came in. */
export type Secrets = ReadonlyMap<string, string>;

export interface Visited {
  /** Everything planted, and everything that was handed out. */
  readonly secrets: Secrets;
  /** Status, headers and body of every answer that was a refusal. */
  readonly refusals: readonly string[];
  readonly doors: Doors;
  /** Answers that said 202. */
  readonly accepted: number;
}

export interface Start extends Pick<Doors, 'ingest' | 'verdict' | 'accounts' | 'accountToken'> {
  /** The one-time code printed at the first start. */
  readonly code: string;
}

/** Puts a secret of its own into every kind of input, and uses every kind of secret the product hands out. */
export async function visitWithSecrets(start: Start): Promise<Visited> {
  const refusals: string[] = [];
  let accepted = 0;
  const send = async ({ request, headers, body }: Planted) => {
    const [method = '', url = ''] = request.split(' ');
    const answer = await fetch(url, { method, ...(headers && { headers }), ...(body && { body }) });
    const text = await answer.text();
    if (answer.status === 202) accepted += 1;
    if (answer.status >= 400)
      refusals.push(`${answer.status} ${JSON.stringify([...answer.headers])} ${text}`);
    return { answer, text };
  };
  const { doors, secrets } = await handedOut(start, send);
  for (const [where, plant] of Object.entries(plants)) {
    const secret = marker(where);
    secrets.set(where, secret);
    await send(plant(doors, secret));
  }
  const line = marker('a line that is not HTTP');
  secrets.set('a line that is not HTTP', line);
  refusals.push((await raw(start.accounts, `${line} ${line}\r\n\r\n`)).text);
  return { secrets, refusals, doors, accepted };
}

type Send = (planted: Planted) => Promise<{ readonly answer: Response; readonly text: string }>;

const json = { 'content-type': 'application/json' };

/** An owner's day: signs up, makes keys and invites somebody. What is shown once is remembered here. */
async function handedOut(start: Start, send: Send) {
  const { accounts, accountToken, code } = start;
  const bearer = { ...json, authorization: `Bearer ${accountToken}` };
  const ask = async (path: string, body: object, headers: Planted['headers'] = bearer) => {
    const told = await send({ request: `POST ${accounts}${path}`, headers, body: JSON.stringify(body) });
    if (!told.answer.ok) throw new Error(`${path} answered ${told.answer.status}: ${told.text}`);
    return { ...told, body: JSON.parse(told.text) };
  };
  const password = marker('a password');
  const owner = { code, name: 'Ada', email: 'ada@example.com', password };
  const signedUp = await ask('/v1/signup', owner, json);
  const cookie = /botect_login=([^;]+)/.exec(signedUp.answer.headers.get('set-cookie') ?? '')?.[1] ?? '';
  await send({ request: `GET ${accounts}/user`, headers: { cookie: `botect_login=${cookie}` } });
  await ask('/v1/login', { email: owner.email, password }, json);
  const { body: project } = await ask('/v1/projects', { name: 'Shop' });
  const { body: keys } = await ask(`/v1/projects/${project.id}/scoring`, {});
  const { body: rotated } = await ask(`/v1/projects/${project.id}/scoring/rotate`, { type: 'private' });
  const invited = await ask('/users/create', { name: 'Bea', email: 'bea@example.com', role: 'viewer' });
  const secrets = new Map<string, string>([
    ['the account token', accountToken],
    ['the one-time code', code],
    ['the password', password],
    ['the login cookie', cookie],
    ['the private key', keys.private_key],
    ['the rotated private key', rotated.key],
    ['the invitation', /bic_\w+/.exec(invited.text)?.[0] ?? ''],
  ]);
  const doors: Doors = { ...start, siteKey: keys.site_key, privateKey: rotated.key };
  return { doors, secrets };
}
