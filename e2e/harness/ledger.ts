import { hashRequestId } from '@botect/contracts';
import type { Sql } from '@botect/database';
import { eventually, type SeededProject } from '@botect/testkit';
import { usageOf } from './facts.ts';
import type { Batch } from './traffic.ts';

/** What became of the events of a project. */
export interface Settlement {
  /** Events whose batch was answered 202. */
  readonly acknowledged: number;
  /** Events that are in their session, each told by its id. */
  readonly counted: number;
  /** Acknowledged, and in no session. */
  readonly lost: number;
  /** Remembered twice by a session, metered beyond those counted, or felt twice in what a session adds up. */
  readonly twice: number;
}

/** Remembers by session and id which events were sent and which acknowledged, and compares that with what is durable. */
export interface Ledger {
  sent(batch: Batch): void;
  acknowledged(batch: Batch): void;
  /** Events acknowledged so far. */
  total(): number;
  /** As it is now. */
  settlement(sql: Sql, project: SeededProject): Promise<Settlement>;
  /** The settlement once nothing is lost; what it is after `timeoutMs` otherwise. */
  settled(sql: Sql, project: SeededProject, timeoutMs: number): Promise<Settlement>;
}

interface Entry {
  readonly scrolls: number;
  acknowledged: boolean;
}

export function ledger(): Ledger {
  /** By session, then by the hash by which scoring remembers an id. */
  const sessions = new Map<string, Map<number, Entry>>();
  let total = 0;

  const settlement: Ledger['settlement'] = async (sql, { projectId, accountId }) => {
    const metered = await usageOf(sql, accountId);
    let [counted, twice, known] = [0, 0, 0];
    for (const { token, seen, scrolls } of await storedSessions(sql, projectId)) {
      const entries = sessions.get(token);
      const ids = [...new Set(seen)].flatMap((hash) => entries?.get(hash) ?? []);
      counted += ids.length;
      known += ids.filter((entry) => entry.acknowledged).length;
      twice += seen.length - ids.length + Math.max(0, scrolls - sum(ids.map((entry) => entry.scrolls)));
    }
    return {
      acknowledged: total,
      counted,
      lost: total - known,
      twice: twice + Math.max(0, metered - counted),
    };
  };

  return {
    sent({ session, ids }) {
      const entries = sessions.get(session) ?? new Map<number, Entry>();
      sessions.set(session, entries);
      for (const [at, id] of ids.entries()) {
        const hash = hashRequestId(id);
        // The first event of a batch is its page's newest snapshot, the others add up.
        if (!entries.has(hash)) entries.set(hash, { scrolls: at, acknowledged: false });
      }
    },
    acknowledged({ session, ids }) {
      for (const id of ids) {
        const entry = sessions.get(session)?.get(hashRequestId(id));
        if (entry === undefined || entry.acknowledged) throw new Error(`${id} was not sent, or told twice`);
        entry.acknowledged = true;
      }
      total += ids.length;
    },
    total: () => total,
    settlement,
    async settled(sql, project, timeoutMs) {
      const missing = async () => {
        // Cheap, so that waiting does not keep the database from what is waited for.
        if ((await usageOf(sql, project.accountId)) < total) throw new Error('not all are metered');
        if ((await settlement(sql, project)).lost > 0) throw new Error('some are in no session');
      };
      await eventually(missing, { timeoutMs }).catch(() => {});
      return settlement(sql, project);
    },
  };
}

interface StoredSession {
  readonly token: string;
  readonly seen: readonly number[];
  readonly scrolls: number;
}

async function storedSessions(sql: Sql, projectId: number): Promise<readonly StoredSession[]> {
  const { rows } = await sql.query<StoredSession>(
    `select token, state->'seen' as seen,
       (select coalesce(sum((page.value->'increments'->'sums'->>'scroll_events')::int), 0)::int
        from jsonb_each(state->'pages') page) as scrolls
     from scoring.sessions where project_id = $1`,
    [projectId],
  );
  return rows;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
