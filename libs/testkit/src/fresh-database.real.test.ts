import { connectDatabase } from '@botect/database';
import { expect, test } from '@jest/globals';
import { describeReal } from './describe-real.ts';
import { freshDatabase } from './fresh-database.ts';

describeReal('a fresh database', (real) => {
  test('is empty, and gone when closed, even with a connection open', async () => {
    const fresh = await freshDatabase(real);
    const inside = await connectDatabase({ url: fresh.url });
    const tables = await inside.query(
      "SELECT 1 FROM information_schema.tables WHERE table_schema = 'public'",
    );
    expect(tables.rowCount).toBe(0);
    await fresh.close();
    await expect(connectDatabase({ url: fresh.url }).then((database) => database.ping())).rejects.toThrow();
    await inside.close();
  });
});
