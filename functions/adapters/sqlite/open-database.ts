import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { messageOf, SqliteOpenError } from './errors.ts';

/** "yimn"; marks the file as ours, so that nobody's other SQLite file is written into. */
const applicationId = 0x79696d6e;
const schemaVersion = 1;

export interface OpenDatabase {
  readonly db: DatabaseSync;
  /** Closes the file and gives up the lock. */
  close(): void;
}

/**
 * One home per file. The lock is an exclusive SQLite transaction on an empty file beside the data: the operating
 * system drops it with the process, so nothing stale is left after kill -9, and the data file itself stays readable
 * for back-up tools.
 */
const lockHome = (file: string): DatabaseSync => {
  const lock = new DatabaseSync(`${file}.lock`, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    throw new SqliteOpenError(
      'StoreInUse',
      `The data file ${file} is in use by another running home. Stop that one, or choose another data folder.`,
      { cause: error },
    );
  }
};

const readNumber = (db: DatabaseSync, sql: string): number => {
  const row = db.prepare(sql).get();
  const value = row === undefined ? undefined : Object.values(row)[0];
  return typeof value === 'number' ? value : 0;
};

const refuseUnknown = (db: DatabaseSync, file: string): void => {
  const version = readNumber(db, 'PRAGMA user_version');
  const owner = readNumber(db, 'PRAGMA application_id');
  const isNew = version === 0 && owner === 0 && readNumber(db, 'SELECT count(*) FROM sqlite_schema') === 0;
  if (isNew) {
    db.exec(
      `BEGIN IMMEDIATE; PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaVersion}; COMMIT`,
    );
    return;
  }
  if (owner !== applicationId) {
    throw new SqliteOpenError(
      'StoreFileForeign',
      `${file} is an SQLite file of another program (application id ${owner}). Choose another data folder.`,
    );
  }
  if (version > schemaVersion) {
    throw new SqliteOpenError(
      'StoreSchemaNewer',
      `${file} has schema version ${version}; this program knows versions up to ${schemaVersion}. Run a newer version.`,
    );
  }
};

const prepareFile = (db: DatabaseSync, file: string): void => {
  // FULL: a commit that was answered survives a power cut. In WAL mode it costs one fsync per commit.
  db.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384',
  );
  refuseUnknown(db, file);
};

/**
 * Opens or creates the data file (`:memory:` for tests), WAL and fully synchronous, and locks it against other
 * homes. `busyTimeoutMs` is how long to wait for a foreign tool that holds the file. Throws `SqliteOpenError`.
 */
export const openDatabase = (file: string, busyTimeoutMs: number): OpenDatabase => {
  const isInMemory = file === ':memory:';
  const opened: DatabaseSync[] = [];
  const close = (): void => {
    for (const database of opened.toReversed()) if (database.isOpen) database.close();
  };
  try {
    if (!isInMemory) {
      mkdirSync(dirname(file), { recursive: true });
      opened.push(lockHome(file));
    }
    const db = new DatabaseSync(file, { timeout: busyTimeoutMs });
    opened.push(db);
    prepareFile(db, file);
    return { db, close };
  } catch (error) {
    close();
    if (error instanceof SqliteOpenError) throw error;
    const isDatabaseBroken = /not a database|malformed/.test(messageOf(error));
    throw new SqliteOpenError(
      isDatabaseBroken ? 'StoreFileForeign' : 'StoreFolderUnwritable',
      isDatabaseBroken
        ? `${file} is not a readable SQLite file (${messageOf(error)}). Restore a back-up or choose another data folder.`
        : `Cannot create or write ${file} (${messageOf(error)}). Make its folder writable, or choose another data folder.`,
      { cause: error },
    );
  }
};
