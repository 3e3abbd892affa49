import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { ItemStoreError } from '../../ports/item-errors.ts';
import { messageOf } from './errors.ts';
import { defaultGatherPolicy, gatherMs, type GatherPolicy, nextRecentGroup } from './gather.ts';
import { openDatabase } from './open-database.ts';

/**
 * Synchronous; may read and write through `db`, and sees what earlier works of its group wrote. It must not open or end
 * transactions, must have no effect outside the database, and may run more than once: when a neighbour throws, the
 * group is rolled back and run again.
 */
export type Work<T> = (db: DatabaseSync) => T;

export interface CommitterStats {
  /** Works that were asked for. */
  readonly works: number;
  /** Transactions of one or more works, also those that changed nothing. */
  readonly groups: number;
  /** Groups that wrote something: one fsync each. */
  readonly commits: number;
  readonly largestGroup: number;
}

/** The one writer of a data file. Shared by the item store and the workflow journal, which keep tables of their own. */
export interface Committer {
  /** For reading outside of a work; never within a group, because a group begins and ends in one tick. */
  readonly db: DatabaseSync;
  /** Prepared once for each SQL text; do not change the settings of the statement. Rows are arrays. */
  readonly statement: (sql: string) => StatementSync;
  /**
   * Runs the work in the next group. Resolves after the COMMIT, in the order of the calls. Rejects with what the
   * work threw (its writes undone, its neighbours' kept) or with `StoreUnavailable` where the group was lost.
   */
  run<T>(work: Work<T>): Promise<T>;
  stats(): CommitterStats;
  /** Commits what is queued, truncates the write-ahead log, closes the file. Later works are refused. */
  close(): void;
}

export interface CommitterOptions {
  /** Path of the data file, or `:memory:`. */
  readonly file: string;
  readonly gather?: Partial<GatherPolicy>;
  readonly busyTimeoutMs?: number;
  /** Pages of the write-ahead log after which a commit also checkpoints. */
  readonly checkpointPages?: number;
}

interface Job {
  /** Runs the work and keeps its outcome; throws what the work threw. */
  attempt(): void;
  resolve(): void;
  reject(error: unknown): void;
  failure?: { readonly error: unknown };
}

const unavailable = (error: unknown): ItemStoreError =>
  new ItemStoreError('StoreUnavailable', `The data file could not be written: ${messageOf(error)}.`, { cause: error });

const rollBack = (db: DatabaseSync): void => {
  // A full disk or an I/O error has already ended the transaction.
  if (db.isTransaction) db.exec('ROLLBACK');
};

/** Each work in a savepoint of its own: slower, and only walked when a work of the group has thrown. */
const runApart = (db: DatabaseSync, group: readonly Job[]): void => {
  for (const job of group) {
    db.exec('SAVEPOINT work');
    try {
      job.attempt();
    } catch (error) {
      if (!db.isTransaction) throw error;
      db.exec('ROLLBACK TO work');
      job.failure = { error };
    }
    db.exec('RELEASE work');
  }
};

/** Opens the file and its committer. Throws `SqliteOpenError`. */
export const openCommitter = (options: CommitterOptions): Committer => {
  const policy: GatherPolicy = { ...defaultGatherPolicy, ...options.gather };
  const database = openDatabase(options.file, options.busyTimeoutMs ?? 5000);
  const { db } = database;
  db.exec(`PRAGMA wal_autocheckpoint = ${options.checkpointPages ?? 8000}`);

  const statements = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const prepared = db.prepare(sql);
    prepared.setReturnArrays(true);
    statements.set(sql, prepared);
    return prepared;
  };
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const totalChanges = db.prepare('SELECT total_changes() AS n');

  const counters = { works: 0, groups: 0, commits: 0, largestGroup: 0 };
  let queue: Job[] = [];
  let recentGroup = 1;
  let timer: NodeJS.Timeout | undefined;
  let immediate: NodeJS.Immediate | undefined;
  let isClosed = false;
  let changesSeen: unknown = totalChanges.get()?.['n'];

  const runTogether = (group: readonly Job[]): boolean => {
    begin.run();
    try {
      for (const job of group) job.attempt();
    } catch {
      rollBack(db);
      return false;
    }
    commit.run();
    return true;
  };

  const perform = (group: readonly Job[]): void => {
    if (runTogether(group)) return;
    begin.run();
    runApart(db, group);
    commit.run();
  };

  const flush = (): void => {
    clearTimeout(timer);
    clearImmediate(immediate);
    timer = undefined;
    immediate = undefined;
    const group = queue;
    if (group.length === 0) return;
    queue = [];
    recentGroup = nextRecentGroup(recentGroup, group.length);
    counters.groups += 1;
    counters.largestGroup = Math.max(counters.largestGroup, group.length);
    try {
      perform(group);
    } catch (error) {
      rollBack(db);
      for (const job of group) job.reject(unavailable(error));
      return;
    }
    const changes: unknown = totalChanges.get()?.['n'];
    if (changes !== changesSeen) counters.commits += 1;
    changesSeen = changes;
    for (const job of group) {
      if (job.failure === undefined) job.resolve();
      else job.reject(job.failure.error);
    }
  };

  const gather = (until: number): void => {
    const size = queue.length;
    const step = Math.max(0, Math.min(policy.quietMs, until - performance.now()));
    timer = setTimeout(() => {
      if (queue.length === size || performance.now() >= until) flush();
      else gather(until);
    }, step);
  };

  const schedule = (): void => {
    if (immediate !== undefined) return;
    if (queue.length >= policy.fullAt) {
      clearTimeout(timer);
      immediate = setImmediate(flush);
      return;
    }
    if (timer !== undefined) return;
    const wait = gatherMs(recentGroup, policy);
    if (wait === 0) immediate = setImmediate(flush);
    else gather(performance.now() + wait);
  };

  return {
    db,
    statement,
    run: <T>(work: Work<T>): Promise<T> => {
      if (isClosed) {
        return Promise.reject(new ItemStoreError('StoreUnavailable', 'The data file is closed; nothing was written.'));
      }
      counters.works += 1;
      return new Promise<T>((resolve, reject) => {
        let outcome: { readonly value: T } | undefined;
        queue.push({
          attempt: () => {
            outcome = { value: work(db) };
          },
          resolve: () => {
            if (outcome !== undefined) resolve(outcome.value);
          },
          reject,
        });
        schedule();
      });
    },
    stats: () => ({ ...counters }),
    close: () => {
      if (isClosed) return;
      isClosed = true;
      flush();
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      database.close();
    },
  };
};
