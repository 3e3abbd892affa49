import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKeyFile, loadKeyFile } from '../../functions/adapters/crypto/key-file.ts';
import { openCommitter } from '../../functions/adapters/sqlite/committer.ts';
import { openSqliteItemStore } from '../../functions/adapters/sqlite/sqlite-item-store.ts';
import { createDueIndex, createOutbox } from '../../functions/store/queues.ts';
import { table } from '../../functions/store/table.ts';
import { openHome } from '../../local/home/home.ts';
import { sqliteStorage } from '../../local/home/storage.ts';
import { fill, NOW, policy } from './tasks.ts';

/** Everything of a city that is due at nine, in the embedded home: claimed, written, and in its receivers' mailboxes. */
export async function morning(dueCount: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'yimen-morning-'));
  const file = join(folder, 'town.db');
  const keyFile = { file: join(folder, 'keys', 'k.json'), dataFolder: join(folder, 'data') };
  const store = () => {
    const committer = openCommitter({ file });
    return { committer, items: openSqliteItemStore({ committer, table }) };
  };
  try {
    createKeyFile(keyFile);
    const before = store();
    await fill(before.items, { from: 0, until: dueCount, dueCount, heads: true }, () => {});
    await createDueIndex(before.items).lookedThrough(NOW);
    before.committer.close();
    let now = NOW - 1000;
    const failures: unknown[] = [];
    const home = await openHome({
      storage: sqliteStorage(file),
      stage: 'test',
      keys: loadKeyFile(keyFile),
      identity: { principal: () => Promise.resolve(undefined) },
      policy,
      now: () => now,
      onFailure: (what, error) => failures.push([what, error]),
    });
    now = NOW;
    const begun = performance.now();
    const { reminded } = await home.sweep();
    const deliveredMs = performance.now() - begun;
    await home.close();
    const after = store();
    let waiting = 0;
    for await (const { message } of createOutbox(after.items).waiting()) if (message.kind === 'notify') waiting += 1;
    after.committer.close();
    if (failures.length > 0 || waiting > 0 || reminded !== dueCount) {
      throw new Error(`${reminded} of ${dueCount} reminded, ${waiting} undelivered, ${failures.length} failures`, {
        cause: failures[0],
      });
    }
    return deliveredMs;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
