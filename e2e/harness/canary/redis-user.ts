import { once } from 'node:events';
import { connect } from 'node:net';
import type { Closable } from '@botect/runtime';

/** A user of a Redis server whose password can be changed under those who are logged in. */
export interface RedisUser extends Closable {
  /** The server's address with name and password. */
  readonly url: string;
  /** Gives it another password and hangs up on everybody logged in. */
  changePassword(): Promise<void>;
}

export async function redisUser(redisUrl: string, username: string, password: string): Promise<RedisUser> {
  const { hostname, port } = new URL(redisUrl);
  /** Commands of the operator, one answer each. */
  const tell = async (...commands: string[]) => {
    const socket = connect(Number(port), hostname);
    for (const command of commands) {
      socket.write(`${command}\r\n`);
      const [answer] = await once(socket, 'data');
      if (`${answer}`.startsWith('-')) throw new Error(`Redis answers ${answer}`);
    }
    socket.destroy();
  };
  await tell(`ACL SETUSER ${username} on >${password} ~* &* +@all`);
  return {
    url: Object.assign(new URL(redisUrl), { username, password }).href,
    changePassword: () => tell(`ACL SETUSER ${username} resetpass >another`, `CLIENT KILL USER ${username}`),
    close: () => tell(`ACL DELUSER ${username}`),
  };
}
