import type { DatabaseSync } from 'node:sqlite';
import type { Committer } from '../../functions/adapters/sqlite/committer.ts';
import type { Execution } from '../engine/execution.ts';
import type { HistoryEvent } from '../engine/history.ts';
import type { ExecutionQuery, Journal, JournalEntry, MachineRecord } from '../engine/journal/journal.ts';

const schema = `
  CREATE TABLE IF NOT EXISTS engine_machine (
    arn TEXT NOT NULL, revision TEXT NOT NULL, is_current INTEGER NOT NULL, json TEXT NOT NULL,
    PRIMARY KEY (arn, revision)
  );
  CREATE TABLE IF NOT EXISTS engine_execution (
    arn TEXT PRIMARY KEY, machine_arn TEXT NOT NULL, status TEXT NOT NULL, started_at INTEGER NOT NULL, json TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS engine_execution_open ON engine_execution (arn) WHERE status = 'RUNNING';
  CREATE INDEX IF NOT EXISTS engine_execution_list ON engine_execution (machine_arn, started_at, arn);
  -- One row an append, not an event: a step writes its events together and they are read in order.
  CREATE TABLE IF NOT EXISTS engine_history (
    arn TEXT NOT NULL, last_id INTEGER NOT NULL, json TEXT NOT NULL,
    PRIMARY KEY (arn, last_id)
  );
`;

const execution = (text: string): Execution => JSON.parse(text);
const machine = (text: string): MachineRecord => JSON.parse(text);
const events = (text: string): HistoryEvent[] => JSON.parse(text);

/**
 * The engine's journal in the home's own data file. It writes through the same committer as the cases, so one fsync
 * carries both, and one file is the whole backup.
 */
export function engineJournal(committer: Committer): Journal {
  committer.db.exec(schema);
  const sql = (text: string) => committer.statement(text);
  // The committer's statements give rows as arrays.
  const column = (rows: readonly unknown[], at = 0): string[] =>
    rows.map((row) => (Array.isArray(row) ? String(row[at]) : ''));
  const all = (text: string, ...values: (string | number)[]): string[] => column(sql(text).all(...values));

  const write = (_db: DatabaseSync, entries: readonly JournalEntry[]): void => {
    for (const entry of entries) {
      switch (entry.kind) {
        case 'machine': {
          const { arn, revision } = entry.machine;
          sql('UPDATE engine_machine SET is_current = 0 WHERE arn = ?').run(arn);
          sql('INSERT OR REPLACE INTO engine_machine VALUES (?, ?, 1, ?)').run(
            arn,
            revision,
            JSON.stringify(entry.machine),
          );
          break;
        }
        case 'machineDeleted':
          sql('UPDATE engine_machine SET is_current = 0 WHERE arn = ?').run(entry.arn);
          break;
        case 'execution': {
          const { arn, machineArn, status, startedAt } = entry.execution;
          sql(
            `INSERT INTO engine_execution VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (arn) DO UPDATE SET status = excluded.status, json = excluded.json`,
          ).run(arn, machineArn, status, startedAt, JSON.stringify(entry.execution));
          const last = entry.history.at(-1);
          if (last !== undefined) {
            sql('INSERT INTO engine_history VALUES (?, ?, ?)').run(arn, last.id, JSON.stringify(entry.history));
          }
          break;
        }
      }
    }
  };

  return {
    async open() {
      const current = new Map<string, string>();
      for (const row of all('SELECT json FROM engine_machine WHERE is_current = 1')) {
        const { arn, revision } = machine(row);
        current.set(arn, revision);
      }
      return {
        machines: all('SELECT json FROM engine_machine').map(machine),
        current,
        open: all("SELECT json FROM engine_execution WHERE status = 'RUNNING'").map(execution),
      };
    },
    append: (entries) => committer.run((db) => write(db, entries)),
    async execution(arn) {
      const [row] = all('SELECT json FROM engine_execution WHERE arn = ?', arn);
      return row === undefined ? undefined : execution(row);
    },
    async history(arn, after, limit) {
      const found: HistoryEvent[] = [];
      const batches = all('SELECT json FROM engine_history WHERE arn = ? AND last_id > ? ORDER BY last_id', arn, after);
      for (const batch of batches) {
        found.push(...events(batch).filter(({ id }) => id > after));
        if (found.length >= limit) break;
      }
      return found.slice(0, limit);
    },
    async list({ machineArn, status, limit, after }: ExecutionQuery) {
      const from = after === undefined ? undefined : JSON.parse(Buffer.from(after, 'base64url').toString());
      const rows = all(
        `SELECT json FROM engine_execution WHERE machine_arn = ?1 AND (?2 = '' OR status = ?2)
           AND (started_at, arn) < (?3, ?4) ORDER BY started_at DESC, arn DESC LIMIT ?5`,
        machineArn,
        status ?? '',
        Array.isArray(from) ? Number(from[0]) : Number.MAX_SAFE_INTEGER,
        Array.isArray(from) ? String(from[1]) : '',
        limit + 1,
      ).map(execution);
      const executions = rows.slice(0, limit);
      const last = executions.at(-1);
      if (rows.length <= limit || last === undefined) return { executions };
      const next = Buffer.from(JSON.stringify([last.startedAt, last.arn])).toString('base64url');
      return { executions, next };
    },
    // The home closes the committer itself, after everything that writes through it.
    close: () => Promise.resolve(),
  };
}
