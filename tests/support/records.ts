import type { CaseEvent, NewEvent } from '../../functions/domain/casework/event.ts';
import type { CaseHead } from '../../functions/domain/casework/head.ts';
import { caseId } from '../../functions/domain/values/ids.ts';
import type { Item, ItemReader, ItemStore, WriteAction } from '../../functions/ports/item-store.ts';
import { link } from '../../functions/store/event-chain.ts';
import { eventItem, headItem } from '../../functions/store/items.ts';
import { caseHead } from './case-head.ts';
import { ModelItemStore } from './model-item-store.ts';

/** Grows a case by events, as a commit does: the head and the items that are written. */
export function grown(
  head: CaseHead,
  events: readonly NewEvent[],
  at: number,
): { head: CaseHead; written: CaseEvent[] } {
  const written = [...link(head, events, at)];
  const last = written.at(-1);
  return {
    written,
    head: { ...head, changedAt: at, ...(last === undefined ? {} : { lastSeq: last.seq, lastHash: last.hash }) },
  };
}

export const eventAt = (at: number, data: NewEvent['data'] = {}): NewEvent => ({
  type: 'classified',
  at,
  actor: 'tester',
  data,
});

export const newHead = (id: string): CaseHead => caseHead({ caseId: caseId(id) });

export const itemsOf = (head: CaseHead, events: readonly CaseEvent[]): Item[] => [
  headItem(head),
  ...events.map(eventItem),
];

/** Writes as a commit does, in one transaction. */
export async function commit(
  items: Pick<ItemStore, 'transact'>,
  before: CaseHead,
  count: number,
  at: number,
): Promise<CaseHead> {
  const { head, written } = grown(
    before,
    Array.from({ length: count }, (_none, index) => eventAt(at, { index })),
    at,
  );
  const actions = itemsOf(head, written).map((item): WriteAction => ({ kind: 'put', item }));
  await items.transact(actions);
  return head;
}

/** Items in memory that a test may tamper with. */
export function modelItems(): {
  readonly model: ModelItemStore;
  readonly items: ItemReader & Pick<ItemStore, 'transact'>;
} {
  const model = new ModelItemStore();
  return {
    model,
    items: {
      get: async (key) => model.get(key) as Item | undefined,
      query: async (query) => ({ items: model.query(query) as Item[] }),
      transact: async (actions) => model.transact(actions),
    },
  };
}
