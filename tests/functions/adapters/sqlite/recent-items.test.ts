import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openCommitter } from '../../../../functions/adapters/sqlite/committer.ts';
import type { Committer } from '../../../../functions/adapters/sqlite/committer.ts';
import { openSqliteItemStore } from '../../../../functions/adapters/sqlite/sqlite-item-store.ts';
import type { ItemStore } from '../../../../functions/ports/item-store.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

describe('items remembered by the store', () => {
  let committer: Committer;
  let store: ItemStore;
  const key = { pk: 'P', sk: 'S' };
  const open = (): void => {
    committer = openCommitter({ file: join(tempFolder(), 'yimen.db') });
    store = openSqliteItemStore({ committer, table: { indexes: [] } });
  };
  afterEach(() => committer.close());

  it('are what the file holds when another work of the group fails', async () => {
    open();
    await store.transact([{ kind: 'put', item: { ...key, n: 1 } }]);
    const failing = committer.run(() => {
      throw new Error('neighbour');
    });
    const written = store.transact([{ kind: 'update', key, add: { n: 1 }, when: { equals: { n: 1 } } }]);
    await expect(failing).rejects.toThrow('neighbour');
    expect(await written).toEqual({ kind: 'committed' });
    expect(await store.get(key)).toEqual({ ...key, n: 2 });
  });

  it('are forgotten when the commit is lost', async () => {
    open();
    await store.transact([{ kind: 'put', item: { ...key, n: 1 } }]);
    committer.db.exec("CREATE TRIGGER full BEFORE UPDATE ON item BEGIN SELECT RAISE(ROLLBACK, 'full'); END");
    await expect(store.transact([{ kind: 'put', item: { ...key, n: 2 }, when: { exists: true } }])).rejects.toThrow(
      'full',
    );
    expect(await store.get(key)).toEqual({ ...key, n: 1 });
  });

  it('follow removal, and large ones are read anew', async () => {
    open();
    const large = { ...key, text: 'x'.repeat(10_000) };
    await store.transact([{ kind: 'put', item: large }]);
    expect(await store.get(key)).toEqual(large);
    await store.transact([{ kind: 'delete', key }]);
    expect(await store.get(key)).toBeUndefined();
  });
});
