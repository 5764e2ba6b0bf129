import { slugOf } from '../core/slug.ts';
import type { OpenAccount } from '../ports/index.ts';
import type { Queries } from './queries.ts';

/** The name as its address where nobody has that, and with the account's number behind it where somebody has. */
export function prismaOpenAccount(queries: Queries): OpenAccount {
  return async (name) => {
    const slug = slugOf(name);
    const taken = (await queries.account.count({ where: { slug } })) > 0;
    const [row] = await queries.$queryRaw<{ id: number }[]>`
      insert into accounts.accounts (name, slug) values (${name}, gen_random_uuid()::text) returning id`;
    if (row === undefined) throw new Error('the insert answered no row');
    await queries.account.update({
      where: { id: row.id },
      data: { slug: taken ? `${slug}-${row.id}` : slug },
    });
    return row.id;
  };
}
