import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { openCommitter } from '../../functions/adapters/sqlite/committer.ts';
import { openSqliteItemStore } from '../../functions/adapters/sqlite/sqlite-item-store.ts';
import { contractTable, itemStoreContract } from './item-store.contract.ts';

describe('SQLite item store', () => {
  itemStoreContract({
    runs: 200,
    open: async () => {
      const folder = mkdtempSync(join(tmpdir(), 'yimen-contract-'));
      const committer = openCommitter({ file: join(folder, 'yimen.db') });
      return {
        store: openSqliteItemStore({ committer, table: contractTable }),
        close: async () => {
          committer.close();
          rmSync(folder, { recursive: true });
        },
      };
    },
  });
});
