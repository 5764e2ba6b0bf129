import { Problem, type User } from '@botect/contracts';
import type { Request } from '@botect/http';
import type { KnownUser, Ports } from '../../ports/index.ts';
import { originOf } from '../gate/keep-change.ts';
import { placeOf } from '../gate/rate.ts';

export interface Try {
  readonly email: string;
  readonly password: string;
  /** Null when nobody has the address; that takes as long. */
  readonly known: KnownUser | null;
}

type TryPorts = Pick<Ports, 'tries' | 'passwords' | 'transact'>;

/**
 * Whether a password is the person's. Every try counts before it is made, so that simultaneous ones are counted too, and a
 * success forgets them. Throws RATE_LIMITED when there were too many, the right password or not.
 */
export function trying({ tries, passwords, transact }: TryPorts) {
  return async (request: Request, { email, password, known }: Try): Promise<User | null> => {
    const address = placeOf(request);
    const person = `${address} ${email}`;
    const ofAddress = await tries.address.peek(address);
    if (!ofAddress.allowed) throw tooMany(ofAddress.retryAfterSeconds);
    const ofPerson = await tries.person.take(person);
    if (!ofPerson.allowed) throw tooMany(ofPerson.retryAfterSeconds);
    if (await passwords.matches(password, known?.passwordHash ?? null)) {
      await tries.person.reset(person);
      return known?.user ?? null;
    }
    await tries.address.take(address);
    if (ofPerson.remaining === 0 && known !== null) await noteThrottled(transact, request, known);
    return null;
  };
}

const tooMany = (retryAfterSeconds: number) =>
  new Problem('RATE_LIMITED', 'Too many failed logins; try again later.', { retryAfterSeconds });

/** Once a person and window: the failure after which nothing more is tried. */
function noteThrottled(transact: Ports['transact'], request: Request, { user, accounts }: KnownUser) {
  const note = { action: 'login.throttled', subject: 'user', subjectId: user.id };
  const actor = { kind: 'system', id: null, name: 'login' } as const;
  return transact(async ({ audit }) => {
    for (const { id: accountId } of accounts)
      await audit.append(originOf(request, { accountId, actor }), [note]);
  });
}
