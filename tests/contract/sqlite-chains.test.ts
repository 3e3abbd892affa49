import { join } from 'node:path';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe } from 'vitest';
import { openCommitter } from '../../functions/adapters/sqlite/committer.ts';
import { openSqliteItemStore } from '../../functions/adapters/sqlite/sqlite-item-store.ts';
import { table } from '../../functions/store/table.ts';
import { chainsContract } from './chains.contract.ts';

describe('chains on SQLite', () => {
  chainsContract({
    open: async () => {
      const folder = mkdtempSync(join(tmpdir(), 'yimen-chains-'));
      const committer = openCommitter({ file: join(folder, 'yimen.db') });
      return {
        items: openSqliteItemStore({ committer, table }),
        close: async () => {
          committer.close();
          rmSync(folder, { recursive: true });
        },
      };
    },
  });
});
