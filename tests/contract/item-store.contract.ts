import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  Condition,
  Item,
  ItemQuery,
  ItemStore,
  TableDefinition,
  TransactResult,
  WriteAction,
} from '../../functions/ports/item-store.ts';
import { ModelItemStore } from '../support/model-item-store.ts';

export const contractTable: TableDefinition = {
  indexes: [
    { name: 'gsi1', pk: 'gsi1pk', sk: 'gsi1sk' },
    { name: 'gsi2', pk: 'gsi2pk', sk: 'gsi2sk' },
  ],
};

export interface ContractSetup {
  readonly open: () => Promise<{ readonly store: ItemStore; readonly close: () => Promise<void> }>;
  /** Runs of each property; fewer where a call takes milliseconds. */
  readonly runs: number;
}

const names = fc.constantFrom('status', 'ver', 'order', 'name');
const text = fc.constantFrom('', 'OPEN', 'DONE', 'é', '\u{FF5E}', '\u{1F600}', '张');
const scalar = fc.oneof(text, fc.integer({ min: -3, max: 3 }), fc.boolean());
const nested = fc.oneof(
  scalar,
  fc.constant(null),
  fc.array(scalar, { maxLength: 2 }),
  fc.dictionary(names, scalar, { maxKeys: 2 }),
);
const attributes = fc.dictionary(names, nested, { maxKeys: 3 });
const sortKeys = ['a', 'a#1', 'a#2', 'b', 'é', '\u{FF5E}', '\u{1F600}'];
const key = fc.record({ pk: fc.constantFrom('P1', 'P2'), sk: fc.constantFrom(...sortKeys) });
const indexKeys = fc.oneof(
  fc.constant({}),
  fc.record({ gsi1pk: fc.constantFrom('I1', 'I2'), gsi1sk: fc.uuid() }),
  fc.record({ gsi1pk: fc.constantFrom('I1', 'I2') }),
);
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ exists: fc.boolean() }),
  fc.record({ equals: fc.dictionary(names, scalar, { minKeys: 1, maxKeys: 2 }) }),
  fc.record({ absent: fc.uniqueArray(names, { minLength: 1, maxLength: 2 }) }),
  fc.record({
    atMost: fc.dictionary(names, fc.oneof(text, fc.integer({ min: -2, max: 2 })), { minKeys: 1, maxKeys: 1 }),
  }),
  fc.record({
    atLeast: fc.dictionary(names, fc.oneof(text, fc.integer({ min: -2, max: 2 })), { minKeys: 1, maxKeys: 1 }),
  }),
);
const condition: fc.Arbitrary<Condition> = fc.oneof(
  { weight: 3, arbitrary: leaf },
  fc.record({ all: fc.array(leaf, { minLength: 1, maxLength: 2 }) }),
  fc.record({ any: fc.array(leaf, { minLength: 1, maxLength: 2 }) }),
);
const when = fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, fc.record({ when: condition }));
const action: fc.Arbitrary<WriteAction> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(key, attributes, indexKeys, when)
      .map(([k, a, i, w]) => ({ kind: 'put' as const, item: { ...a, ...i, ...k }, ...w })),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(key, fc.dictionary(names, nested, { minKeys: 1, maxKeys: 2 }), when)
      .map(([k, set, w]) => ({ kind: 'update' as const, key: k, set, ...w })),
  },
  fc
    .tuple(key, when)
    .map(([k, w]) => ({ kind: 'update' as const, key: k, remove: ['status', 'gsi1pk'], add: { count: 1 }, ...w })),
  fc.tuple(key, when).map(([k, w]) => ({ kind: 'delete' as const, key: k, ...w })),
  fc.tuple(key, condition).map(([k, w]) => ({ kind: 'check' as const, key: k, when: w })),
);
const transaction = fc.uniqueArray(action, {
  minLength: 1,
  maxLength: 4,
  selector: (a) => JSON.stringify(a.kind === 'put' ? [a.item.pk, a.item.sk] : [a.key.pk, a.key.sk]),
});
const range: fc.Arbitrary<Pick<ItemQuery, 'range'>> = fc.oneof(
  fc.constant({}),
  fc.record({ range: fc.record({ beginsWith: fc.constantFrom('', 'a', 'a#', '\u{1F600}', 'zz') }) }),
  fc.record({
    range: fc.record(
      { from: fc.constantFrom('', ...sortKeys), to: fc.constantFrom('', ...sortKeys) },
      { requiredKeys: [] },
    ),
  }),
);

/** Every id of a test is its own, so that the tests share one table without meeting. */
let counter = 0;
const freshId = (): string => `T${(counter += 1)}`;

const kinds = (results: readonly TransactResult[]): string[] => results.map(({ kind }) => kind);

const readAll = async (store: ItemStore, query: ItemQuery): Promise<readonly Item[]> => {
  const items: Item[] = [];
  let after: string | undefined;
  do {
    const page = await store.query(after === undefined ? query : { ...query, after });
    items.push(...page.items);
    after = page.next;
    if (items.length > 1000) throw new Error('The pages repeat themselves.');
  } while (after !== undefined);
  return items;
};

const untilCommitted = async (store: ItemStore, actions: readonly WriteAction[]): Promise<void> => {
  for (;;) {
    const result = await store.transact(actions);
    if (result.kind === 'committed') return;
    expect(result.failures.map(({ reason }) => reason)).not.toContain('condition');
  }
};

/** What every `ItemStore` owes, on any adapter. */
export const itemStoreContract = (setup: ContractSetup): void => {
  let store: ItemStore;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ store, close } = await setup.open());
  });
  afterAll(() => close());

  const put = async (...items: Item[]): Promise<void> => {
    expect(await store.transact(items.map((item) => ({ kind: 'put', item })))).toEqual({ kind: 'committed' });
  };

  describe('reading and writing', () => {
    it('gives back every kind of value as it was put', async () => {
      const item: Item = {
        pk: freshId(),
        sk: '-',
        empty: '',
        text: '一门受理 \u{1F600} "quoted" \u0000',
        zero: 0,
        fraction: 0.1,
        big: Number.MAX_SAFE_INTEGER,
        negative: -12.5,
        yes: true,
        no: false,
        nothing: null,
        list: [1, 'a', null, [], {}],
        map: { deep: { deeper: [{ size: 1 }] } },
        'odd name.#:': 'x',
      };
      await put(item);
      expect(await store.get({ pk: item.pk, sk: '-' })).toEqual(item);
    });

    it('answers undefined for a missing item', async () => {
      expect(await store.get({ pk: freshId(), sk: '-' })).toBeUndefined();
    });

    it('replaces the whole item on a second put', async () => {
      const pk = freshId();
      await put({ pk, sk: '-', old: 1 });
      await put({ pk, sk: '-', fresh: 2 });
      expect(await store.get({ pk, sk: '-' })).toEqual({ pk, sk: '-', fresh: 2 });
    });

    it('updates, adds to and removes attributes, a missing number counting as 0', async () => {
      const pk = freshId();
      await put({ pk, sk: '-', keep: 'k', gone: 'g', count: 2 });
      const update: WriteAction = {
        kind: 'update',
        key: { pk, sk: '-' },
        set: { keep: 'K', name: 'reserved word' },
        remove: ['gone', 'neverThere'],
        add: { count: 3, fresh: -1 },
      };
      expect(await store.transact([update])).toEqual({ kind: 'committed' });
      expect(await store.get({ pk, sk: '-' })).toEqual({
        pk,
        sk: '-',
        keep: 'K',
        name: 'reserved word',
        count: 5,
        fresh: -1,
      });
    });

    it('creates a missing item by an update without a condition', async () => {
      const pk = freshId();
      await store.transact([{ kind: 'update', key: { pk, sk: '-' }, add: { n: 1 } }]);
      expect(await store.get({ pk, sk: '-' })).toEqual({ pk, sk: '-', n: 1 });
    });

    it('deletes, also what is not there', async () => {
      const pk = freshId();
      await put({ pk, sk: '-' });
      for (const _ of [1, 2]) {
        expect(await store.transact([{ kind: 'delete', key: { pk, sk: '-' } }])).toEqual({ kind: 'committed' });
        expect(await store.get({ pk, sk: '-' })).toBeUndefined();
      }
    });
  });

  describe('a failed condition', () => {
    it('names each failed action with the item as it stands, and writes nothing at all', async () => {
      const pk = freshId();
      await put({ pk, sk: 'head', ver: 2 });
      const result = await store.transact([
        { kind: 'put', item: { pk, sk: 'event' }, when: { exists: false } },
        { kind: 'update', key: { pk, sk: 'head' }, add: { ver: 1 }, when: { equals: { ver: 1 } } },
        { kind: 'delete', key: { pk, sk: 'none' }, when: { exists: true } },
      ]);
      expect(result).toEqual({
        kind: 'conflict',
        failures: [
          { action: 1, reason: 'condition', item: { pk, sk: 'head', ver: 2 } },
          { action: 2, reason: 'condition' },
        ],
      });
      expect(await readAll(store, { partition: pk })).toEqual([{ pk, sk: 'head', ver: 2 }]);
    });

    it.each<[string, Condition, boolean, boolean]>([
      ['exists', { exists: true }, true, false],
      ['does not exist', { exists: false }, false, true],
      ['equal text and number', { equals: { status: 'OPEN', ver: 3 } }, true, false],
      ['equal, of another type', { equals: { ver: '3' } }, false, false],
      ['equal to a missing attribute', { equals: { nothing: false } }, false, false],
      ['absent', { absent: ['holder'] }, true, true],
      ['absent, one of two being there', { absent: ['holder', 'status'] }, false, true],
      ['at most', { atMost: { ver: 3, due: '2024-08-02' } }, true, false],
      ['at most, exceeded', { atMost: { ver: 2 } }, false, false],
      ['at least', { atLeast: { ver: 3, due: '2024-08-02' } }, true, false],
      ['at least, of another type', { atLeast: { due: 1 } }, false, false],
      ['any', { any: [{ exists: false }, { equals: { ver: 3 } }] }, true, true],
      ['all', { all: [{ exists: true }, { atLeast: { ver: 4 } }] }, false, false],
      ['nested', { any: [{ all: [{ exists: true }, { absent: ['holder'] }] }, { equals: { ver: 0 } }] }, true, false],
    ])('judges "%s" on a present and on a missing item', async (_, wanted, onPresent, onMissing) => {
      const pk = freshId();
      await put({ pk, sk: 'here', status: 'OPEN', ver: 3, due: '2024-08-02' });
      const present = await store.transact([{ kind: 'check', key: { pk, sk: 'here' }, when: wanted }]);
      const missing = await store.transact([{ kind: 'check', key: { pk, sk: 'none' }, when: wanted }]);
      expect([present.kind, missing.kind]).toEqual([onPresent, onMissing].map((ok) => (ok ? 'committed' : 'conflict')));
    });
  });

  describe('queries', () => {
    it('gives all of a partition, in pages, without loss or repeat, in both directions', async () => {
      const pk = freshId();
      const items = Array.from({ length: 23 }, (_, n) => ({ pk, sk: `E#${String(n).padStart(3, '0')}`, n }));
      await put(...items);
      for (const limit of [1, 5, 22, 23, 24]) {
        expect(await readAll(store, { partition: pk, limit })).toEqual(items);
        expect(await readAll(store, { partition: pk, limit, descending: true })).toEqual(items.toReversed());
      }
      expect((await store.query({ partition: pk, limit: 23 })).next).toBeUndefined();
    });

    it('pages through equal sort keys of an index without loss or repeat', async () => {
      const id = freshId();
      const items = Array.from({ length: 9 }, (_, n) => ({ pk: `${id}#${n}`, sk: '-', gsi1pk: id, gsi1sk: 'same' }));
      await put(...items);
      const found = await readAll(store, { index: 'gsi1', partition: id, limit: 2 });
      expect(found.map(({ pk }) => pk).toSorted()).toEqual(items.map(({ pk }) => pk));
    });

    it('keeps an item in an index only while it has both of its keys', async () => {
      const id = freshId();
      const read = async () => (await readAll(store, { index: 'gsi2', partition: id })).map(({ sk }) => sk);
      await put(
        { pk: id, sk: 'open', gsi2pk: id, gsi2sk: '1' },
        { pk: id, sk: 'half', gsi2pk: id },
        { pk: id, sk: 'none' },
      );
      expect(await read()).toEqual(['open']);
      await store.transact([
        { kind: 'update', key: { pk: id, sk: 'open' }, remove: ['gsi2pk', 'gsi2sk'], set: { status: 'DONE' } },
      ]);
      expect(await read()).toEqual([]);
      await store.transact([{ kind: 'update', key: { pk: id, sk: 'half' }, set: { gsi2sk: '2' } }]);
      expect(await read()).toEqual(['half']);
    });

    it('gives no item for a range that ends before it begins', async () => {
      const pk = freshId();
      await put({ pk, sk: 'm' });
      expect(await store.query({ partition: pk, range: { from: 'z', to: 'a' } })).toEqual({ items: [] });
    });

    it('refuses a damaged cursor, and that of another partition', async () => {
      const pk = freshId();
      await put({ pk, sk: '1' }, { pk, sk: '2' });
      const { next } = await store.query({ partition: pk, limit: 1 });
      expect(next).toBeTypeOf('string');
      for (const after of ['', 'x', `${next}A`, next!.slice(1), next!.toLowerCase()]) {
        await expect(store.query({ partition: pk, limit: 1, after })).rejects.toMatchObject({ name: 'InvalidCursor' });
      }
      await expect(store.query({ partition: freshId(), after: next! })).rejects.toMatchObject({
        name: 'InvalidCursor',
      });
    });

    it('refuses an unknown index and an impossible limit', async () => {
      await expect(store.query({ index: 'gsi3', partition: 'p' })).rejects.toMatchObject({ name: 'InvalidQuery' });
      await expect(store.query({ partition: 'p', limit: 0 })).rejects.toMatchObject({ name: 'InvalidQuery' });
    });
  });

  describe('limits', () => {
    const bulk = (pk: string, count: number): WriteAction[] =>
      Array.from({ length: count }, (_, n) => ({ kind: 'put', item: { pk, sk: `n${n}` } }));

    it('writes 100 actions at once and refuses 101 and none', async () => {
      const pk = freshId();
      expect(await store.transact(bulk(pk, 100))).toEqual({ kind: 'committed' });
      expect(await readAll(store, { partition: pk })).toHaveLength(100);
      await expect(store.transact(bulk(freshId(), 101))).rejects.toMatchObject({ name: 'TransactionTooLarge' });
      await expect(store.transact([])).rejects.toMatchObject({ name: 'InvalidTransaction' });
    });

    it('refuses two actions on one item', async () => {
      const pk = freshId();
      const twice: WriteAction[] = [
        { kind: 'put', item: { pk, sk: '-' } },
        { kind: 'check', key: { pk, sk: '-' }, when: { exists: false } },
      ];
      await expect(store.transact(twice)).rejects.toMatchObject({ name: 'InvalidTransaction' });
      expect(await store.get({ pk, sk: '-' })).toBeUndefined();
    });

    it('keeps an item just under 400 KB, and refuses one above, also when an update makes it so', async () => {
      const pk = freshId();
      const room = 400 * 1024 - pk.length - 100;
      await put({ pk, sk: '-', text: 'x'.repeat(room) });
      expect((await store.get({ pk, sk: '-' }))?.['text']).toHaveLength(room);
      await expect(
        store.transact([{ kind: 'put', item: { pk, sk: 'big', text: 'é'.repeat(room / 2 + 100) } }]),
      ).rejects.toMatchObject({ name: 'ItemTooLarge' });
      await expect(
        store.transact([{ kind: 'update', key: { pk, sk: '-' }, set: { more: 'y'.repeat(1000) } }]),
      ).rejects.toMatchObject({ name: 'ItemTooLarge' });
    });

    it('refuses more than 4 MB in one transaction', async () => {
      const pk = freshId();
      const actions = Array.from({ length: 12 }, (_, n): WriteAction => ({
        kind: 'put',
        item: { pk, sk: `${n}`, text: 'x'.repeat(390_000) },
      }));
      await expect(store.transact(actions)).rejects.toMatchObject({ name: 'TransactionTooLarge' });
      expect(await readAll(store, { partition: pk })).toEqual([]);
    });

    it('refuses to add to what is not a number, and changes nothing', async () => {
      const pk = freshId();
      await put({ pk, sk: '-', n: 'text' });
      const actions: WriteAction[] = [
        { kind: 'put', item: { pk, sk: 'other' } },
        { kind: 'update', key: { pk, sk: '-' }, add: { n: 1 } },
      ];
      await expect(store.transact(actions)).rejects.toMatchObject({ name: 'InvalidTransaction' });
      expect(await readAll(store, { partition: pk })).toEqual([{ pk, sk: '-', n: 'text' }]);
    });

    it.each<[string, WriteAction]>([
      ['an empty key', { kind: 'put', item: { pk: '', sk: '-' } }],
      ['a sort key over 1 KB', { kind: 'put', item: { pk: 'p', sk: 'x'.repeat(1025) } }],
      ['an index key that is no text', { kind: 'put', item: { pk: 'p', sk: '-', gsi1pk: 1, gsi1sk: 'x' } }],
      ['an empty index key', { kind: 'update', key: { pk: 'p', sk: '-' }, set: { gsi1pk: '' } }],
      ['a number that is none', { kind: 'put', item: { pk: 'p', sk: '-', n: Number.NaN } }],
      ['half a surrogate pair', { kind: 'put', item: { pk: 'p', sk: '-', text: '\ud83d' } }],
    ])('refuses %s', async (_, bad) => {
      await expect(store.transact([bad])).rejects.toMatchObject({ name: 'InvalidItem' });
    });

    it.each<[string, WriteAction]>([
      ['an update of nothing', { kind: 'update', key: { pk: 'p', sk: '-' } }],
      ['an update of the key', { kind: 'update', key: { pk: 'p', sk: '-' }, set: { sk: 'x' } }],
      ['one attribute set and removed', { kind: 'update', key: { pk: 'p', sk: '-' }, set: { a: 1 }, remove: ['a'] }],
      ['an empty condition', { kind: 'check', key: { pk: 'p', sk: '-' }, when: { equals: {} } }],
    ])('refuses %s as a transaction', async (_, bad) => {
      await expect(store.transact([bad])).rejects.toMatchObject({ name: 'InvalidTransaction' });
    });
  });

  describe('races', () => {
    it('lets exactly one of decide and expire win, 200 times at once, with one event each', async () => {
      const id = freshId();
      const tasks = Array.from({ length: 200 }, (_, n) => `${id}#${n}`);
      for (let at = 0; at < tasks.length; at += 100) {
        await put(...tasks.slice(at, at + 100).map((pk) => ({ pk, sk: 'TASK', status: 'OPEN' })));
      }
      const close = (pk: string, status: string): Promise<TransactResult> =>
        store.transact([
          { kind: 'update', key: { pk, sk: 'TASK' }, set: { status }, when: { equals: { status: 'OPEN' } } },
          { kind: 'put', item: { pk, sk: 'EVENT#1', status }, when: { exists: false } },
        ]);
      await Promise.all(
        tasks.map(async (pk, n) => {
          const order = n % 2 === 0 ? ['DECIDED', 'EXPIRED'] : ['EXPIRED', 'DECIDED'];
          const results = await Promise.all(order.map((status) => close(pk, status)));
          expect(kinds(results).toSorted()).toEqual(['committed', 'conflict']);
          const winner = order[kinds(results).indexOf('committed')];
          const items = await readAll(store, { partition: pk });
          expect(items.map(({ sk, status }) => [sk, status])).toEqual([
            ['EVENT#1', winner],
            ['TASK', winner],
          ]);
        }),
      );
    });

    it('gives a lock to one of 50 takers', async () => {
      const pk = freshId();
      const results = await Promise.all(
        Array.from({ length: 50 }, (_, n) =>
          store.transact([{ kind: 'put', item: { pk, sk: 'LOCK', holder: n }, when: { exists: false } }]),
        ),
      );
      const winners = results.flatMap(({ kind }, n) => (kind === 'committed' ? [n] : []));
      expect(winners).toHaveLength(1);
      expect(await store.get({ pk, sk: 'LOCK' })).toMatchObject({ holder: winners[0] });
    });

    it('loses no increment of 40 concurrent ones', async () => {
      const pk = freshId();
      await Promise.all(
        Array.from({ length: 40 }, () =>
          untilCommitted(store, [{ kind: 'update', key: { pk, sk: 'N' }, add: { n: 1 } }]),
        ),
      );
      expect(await store.get({ pk, sk: 'N' })).toEqual({ pk, sk: 'N', n: 40 });
    });

    it('keeps a sum over two items under transfers that cross', async () => {
      const pk = freshId();
      await put({ pk, sk: 'A', fen: 100 }, { pk, sk: 'B', fen: 100 });
      const move = (from: string, to: string): readonly WriteAction[] => [
        { kind: 'update', key: { pk, sk: from }, add: { fen: -1 } },
        { kind: 'update', key: { pk, sk: to }, add: { fen: 1 } },
      ];
      await Promise.all(
        Array.from({ length: 30 }, (_, n) => untilCommitted(store, n % 3 === 0 ? move('B', 'A') : move('A', 'B'))),
      );
      expect((await readAll(store, { partition: pk })).map(({ fen }) => fen)).toEqual([90, 110]);
    });
  });

  describe('any sequence of transactions', () => {
    it('answers and leaves the table as the plainest model does', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(transaction, { minLength: 1, maxLength: 8 }),
          fc.array(fc.tuple(range, fc.boolean(), fc.integer({ min: 1, max: 4 })), { minLength: 1, maxLength: 3 }),
          async (transactions, queries) => {
            const id = freshId();
            const own = (name: string): string => `${id}#${name}`;
            const rename = (a: WriteAction): WriteAction => {
              if (a.kind !== 'put') return { ...a, key: { pk: own(a.key.pk), sk: a.key.sk } };
              const { gsi1pk } = a.item;
              return {
                ...a,
                item: { ...a.item, pk: own(a.item.pk), ...(typeof gsi1pk === 'string' ? { gsi1pk: own(gsi1pk) } : {}) },
              };
            };
            const model = new ModelItemStore();
            for (const actions of transactions.map((list) => list.map(rename))) {
              expect(await store.transact(actions)).toEqual(model.transact(actions));
            }
            for (const [narrowed, descending, limit] of queries) {
              for (const partition of ['P1', 'P2'].map(own)) {
                const query: ItemQuery = { partition, descending, limit, ...narrowed };
                expect(await readAll(store, query)).toEqual(model.query(query));
              }
              for (const partition of ['I1', 'I2'].map(own)) {
                const query: ItemQuery = { index: 'gsi1', partition, descending, limit };
                expect(await readAll(store, query)).toEqual(model.query(query));
              }
            }
          },
        ),
        { numRuns: setup.runs },
      );
    });
  });
};
