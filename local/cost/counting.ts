import { AsyncLocalStorage } from 'node:async_hooks';
import { attributesSize } from '../../functions/ports/item-size.ts';
import type { Item, ItemKey, ItemStore } from '../../functions/ports/item-store.ts';
import { table } from '../../functions/store/table.ts';
import type { JournalEntry } from '../engine/journal/journal.ts';
import type { OpenStorage } from '../home/storage.ts';
import { simulationJournal } from './journal.ts';

/** What a town asked of its storage and its procedures, in the units that AWS asks money for. */
export interface Counts {
  /** States entered, and attempts after a first one. */
  transitions: number;
  /** Calls of doors by procedures. */
  doorCalls: number;
  transactions: number;
  itemsWritten: number;
  /** Of the table: two for each KB of each item, since every write is a transaction. */
  writeUnits: number;
  /** Of the indexes: one for each KB of each entry that comes, changes or goes. */
  indexWriteUnits: number;
  /** One for each 4 KB read consistently, half of it from an index. */
  readUnits: number;
  /** Of reads that people's looking causes. */
  viewReadUnits: number;
  /** Messages of the outbox, each of which the consumer is called for, at the most. */
  outboxMessages: number;
  bells: number;
  /** Messages to people: each also an event of the bus. */
  notices: number;
  /** Sealed things that were sealed or opened. Where no function remembers a data key, each is a call of KMS. */
  keyUses: number;
  /** Of looks. */
  viewKeyUses: number;
  /** What stands in the table and its indexes. */
  bytes: number;
}

export const nothingCounted = (): Counts => ({
  transitions: 0,
  doorCalls: 0,
  transactions: 0,
  itemsWritten: 0,
  writeUnits: 0,
  indexWriteUnits: 0,
  readUnits: 0,
  viewReadUnits: 0,
  outboxMessages: 0,
  bells: 0,
  notices: 0,
  keyUses: 0,
  viewKeyUses: 0,
  bytes: 0,
});

/** On whose account storage is read: `view` is somebody looking, `clock` the sweep, which reads the same however many cases there are. */
export const reading = new AsyncLocalStorage<'view' | 'clock'>();

const KB = 1024;
/** What DynamoDB adds to an item, in the table and in each index. */
const OVERHEAD_BYTES = 100;

/** The storage, which adds to `counts` whatever is asked of it. */
export const counted =
  (open: OpenStorage, counts: () => Counts): OpenStorage =>
  (onCommitted) => {
    const storage = open(onCommitted);
    const standing = new Map<string, Item>();
    const writes = writeCounter(counts, standing);
    return {
      ...storage,
      items: countedItems(storage.items, counts, writes),
      journal: simulationJournal((entries) => countProcedures(counts(), entries)),
    };
  };

function countedItems(
  items: ItemStore,
  counts: () => Counts,
  writes: (key: ItemKey, after: Item | undefined) => void,
): ItemStore {
  const read = (bytes: number, share: number, isIndex = false) => {
    const units = Math.max(1, Math.ceil(bytes / (4 * KB))) * share;
    const by = reading.getStore();
    if (by === 'view') counts().viewReadUnits += units;
    // The sweep's own lists are read however many cases there are.
    else if (by === undefined || !isIndex) counts().readUnits += units;
  };
  const useKey = ({ sk }: ItemKey) => {
    if (!isSealed(sk)) return;
    if (reading.getStore() === 'view') counts().viewKeyUses += 1;
    else counts().keyUses += 1;
  };
  return {
    async get(key) {
      const item = await items.get(key);
      read(item === undefined ? 0 : attributesSize(item), 1);
      if (item !== undefined) useKey(key);
      return item;
    },
    async query(query) {
      const page = await items.query(query);
      const bytes = page.items.reduce((sum, item) => sum + attributesSize(item), 0);
      read(bytes, query.index === undefined ? 1 : 0.5, query.index !== undefined);
      for (const item of page.items) useKey(item);
      return page;
    },
    async transact(actions) {
      const result = await items.transact(actions);
      // A transaction that failed its conditions is paid for like one that did not, but as rare as two people at one task.
      if (result.kind !== 'committed') return result;
      counts().transactions += 1;
      for (const action of actions) {
        if (action.kind === 'check') counts().writeUnits += 2;
        else if (action.kind === 'put') {
          writes(action.item, action.item);
          useKey(action.item);
        } else writes(action.key, action.kind === 'delete' ? undefined : await items.get(action.key));
      }
      return result;
    },
  };
}

function writeCounter(counts: () => Counts, standing: Map<string, Item>) {
  return (key: ItemKey, after: Item | undefined): void => {
    const id = `${key.pk}|${key.sk}`;
    const before = standing.get(id);
    const sum = counts();
    sum.itemsWritten += 1;
    sum.writeUnits += 2 * kilobytes(Math.max(sizeOf(before), sizeOf(after), 1));
    sum.bytes += stored(after) - stored(before);
    for (const { pk } of table.indexes) sum.indexWriteUnits += entryWrites(pk, before, after);
    if (after === undefined) standing.delete(id);
    else standing.set(id, after);
    if (after !== undefined && before === undefined && key.sk.startsWith('OUTBOX#')) countMessage(sum, after);
  };
}

/** An entry that moves to another key goes and comes. */
function entryWrites(pk: string, before: Item | undefined, after: Item | undefined): number {
  const [was, is] = [before?.[pk], after?.[pk]];
  const [gone, come] = [kilobytes(sizeOf(before)), kilobytes(sizeOf(after))];
  if (was === undefined) return is === undefined ? 0 : come;
  if (is === undefined) return gone;
  const sortKey = pk.replace('pk', 'sk');
  return was === is && before?.[sortKey] === after?.[sortKey] ? come : gone + come;
}

function countMessage(sum: Counts, { message }: Item): void {
  sum.outboxMessages += 1;
  const kind: unknown = typeof message === 'object' && message !== null ? Reflect.get(message, 'kind') : undefined;
  if (kind === 'ring') sum.bells += 1;
  if (kind === 'notify') sum.notices += 1;
}

function countProcedures(sum: Counts, entries: readonly JournalEntry[]): void {
  for (const entry of entries) {
    if (entry.kind !== 'execution') continue;
    for (const { type, details } of entry.history) {
      if (type.endsWith('StateEntered')) sum.transitions += 1;
      if (type === 'TaskFailed') sum.transitions += 1;
      if (type === 'TaskScheduled' && details?.['resourceType'] === 'lambda') sum.doorCalls += 1;
    }
  }
}

/** Facts, documents, tokens, and a household's key when it is made. */
const isSealed = (sk: string): boolean => /^(?:SEALED#|TOKEN#|DATAKEY$)/.test(sk);

const sizeOf = (item: Item | undefined): number => (item === undefined ? 0 : attributesSize(item));
const kilobytes = (bytes: number): number => Math.ceil(bytes / KB);
const copies = (item: Item): number => 1 + table.indexes.filter(({ pk }) => item[pk] !== undefined).length;
const stored = (item: Item | undefined): number =>
  item === undefined ? 0 : (sizeOf(item) + OVERHEAD_BYTES) * copies(item);
