import { DatabaseSync } from 'node:sqlite';

/**
 * Held by one process, and by one import in it. The lock is the operating system's, by way of SQLite: it goes with a process
 * that is killed, which a file with a process id in it does not. Undefined: somebody holds it.
 */
export function lockDataset(path: string): { release(): void } | undefined {
  const database = new DatabaseSync(path);
  try {
    database.exec('begin exclusive');
  } catch {
    database.close();
    return undefined;
  }
  return { release: () => database.close() };
}
