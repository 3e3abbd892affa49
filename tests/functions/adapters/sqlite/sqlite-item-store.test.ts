import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Committer, openCommitter } from '../../../../functions/adapters/sqlite/committer.ts';
import { openSqliteItemStore } from '../../../../functions/adapters/sqlite/sqlite-item-store.ts';
import type { Item, ItemStore, TableDefinition } from '../../../../functions/ports/item-store.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const gsi = (n: 1 | 2 | 3) => ({ name: `gsi${n}`, pk: `gsi${n}pk`, sk: `gsi${n}sk` }) as const;
const table: TableDefinition = { indexes: [gsi(1)] };

const memory = (): Committer => {
  const committer = openCommitter({ file: ':memory:' });
  onTestFinished(() => committer.close());
  return committer;
};

const put = (store: ItemStore, ...items: Item[]) => store.transact(items.map((item) => ({ kind: 'put', item })));
const inIndex = async (store: ItemStore): Promise<string[]> =>
  (await store.query({ index: 'gsi1', partition: 'I' })).items.map(({ pk }) => pk);
const open = (pk: string): Item => ({ pk, sk: '-', gsi1pk: 'I', gsi1sk: pk });

describe('SQLite item store', () => {
  it('reports the items put, after the commit and before the caller hears of it', async () => {
    const events: string[] = [];
    const committer = memory();
    const store: ItemStore = openSqliteItemStore({
      committer,
      table,
      onCommitted: (written) =>
        events.push(`${written.map(({ pk }) => pk).join()} in transaction: ${committer.db.isTransaction}`),
    });
    await store.transact([
      { kind: 'put', item: { pk: 'a', sk: '-' } },
      { kind: 'update', key: { pk: 'b', sk: '-' }, set: { x: 1 } },
      { kind: 'put', item: { pk: 'c', sk: '-' } },
    ]);
    events.push('answered');
    expect(events).toEqual(['a,c in transaction: false', 'answered']);
  });

  it('reports nothing of a conflict or of a transaction without puts', async () => {
    const reports: unknown[] = [];
    const store = openSqliteItemStore({ committer: memory(), table, onCommitted: (written) => reports.push(written) });
    await store.transact([{ kind: 'put', item: { pk: 'a', sk: '-' }, when: { exists: true } }]);
    await store.transact([{ kind: 'update', key: { pk: 'b', sk: '-' }, set: { x: 1 } }]);
    expect(reports).toEqual([]);
  });

  it('judges the second of two transactions in one group on what the first one wrote', async () => {
    const committer = memory();
    const store = openSqliteItemStore({ committer, table });
    const take = (holder: string) =>
      store.transact([{ kind: 'put', item: { pk: 'LOCK', sk: '-', holder }, when: { exists: false } }]);
    const [first, second] = await Promise.all([take('one'), take('two')]);
    expect(first).toEqual({ kind: 'committed' });
    expect(second).toEqual({
      kind: 'conflict',
      failures: [{ action: 0, reason: 'condition', item: { pk: 'LOCK', sk: '-', holder: 'one' } }],
    });
    expect(committer.stats().groups).toBe(1);
  });

  it('fills an index that a later table definition brings', async () => {
    const file = join(tempFolder(), 'data.db');
    const before = openCommitter({ file });
    await put(
      openSqliteItemStore({ committer: before, table }),
      { pk: 'a', sk: '-', gsi2pk: 'J', gsi2sk: '1' },
      { pk: 'b', sk: '-', gsi2pk: 'J' },
    );
    before.close();
    const after = openCommitter({ file });
    onTestFinished(() => after.close());
    const store = openSqliteItemStore({ committer: after, table: { indexes: [gsi(1), gsi(2)] } });
    const { items } = await store.query({ index: 'gsi2', partition: 'J' });
    expect(items.map(({ pk }) => pk)).toEqual(['a']);
  });

  it('reads an index through an index, and a page of it without sorting', async () => {
    const committer = memory();
    openSqliteItemStore({ committer, table });
    const plan = committer.db
      .prepare(
        'EXPLAIN QUERY PLAN SELECT item FROM item WHERE gsi1pk = ? AND gsi1sk >= ? AND (gsi1sk, pk, sk) > (?, ?, ?) ORDER BY gsi1sk, pk, sk LIMIT ?',
      )
      .all()
      .map((row) => String(row['detail']));
    expect(plan).toHaveLength(1);
    expect(plan[0]).toMatch(/^SEARCH item USING INDEX item_gsi1 \(gsi1pk=\?/);
  });

  describe('with lagging indexes', () => {
    it('lets an index trail by a number of commits, never the table', async () => {
      const store = openSqliteItemStore({ committer: memory(), table, indexLag: { commits: 1 } });
      await put(store, open('a'));
      expect(await inIndex(store)).toEqual([]);
      expect(await store.get({ pk: 'a', sk: '-' })).toEqual(open('a'));
      await put(store, open('b'));
      expect(await inIndex(store)).toEqual(['a']);
      await store.transact([{ kind: 'delete', key: { pk: 'a', sk: '-' } }]);
      expect(await inIndex(store)).toEqual(['a', 'b']);
      await put(store, { pk: 'z', sk: '-' });
      expect(await inIndex(store)).toEqual(['b']);
    });

    it('lets an index trail by a time', async () => {
      let now = 1_000;
      const store = openSqliteItemStore({ committer: memory(), table, indexLag: { ms: 50, now: () => now } });
      await put(store, open('a'));
      now += 49;
      await put(store, open('b'));
      expect(await inIndex(store)).toEqual([]);
      now += 1;
      expect(await inIndex(store)).toEqual(['a']);
      now += 49;
      expect(await inIndex(store)).toEqual(['a', 'b']);
    });

    it('begins with what the table held', async () => {
      const committer = memory();
      await put(openSqliteItemStore({ committer, table }), open('a'));
      const store = openSqliteItemStore({ committer, table, indexLag: { commits: 1 } });
      expect(await inIndex(store)).toEqual(['a']);
    });
  });
});
