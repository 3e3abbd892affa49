import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainFindings } from '../../../functions/domain/audit/chain-findings.ts';
import { caseChain } from '../../../functions/domain/audit/chain.ts';
import type { Point } from '../../../functions/domain/audit/chain.ts';
import type { CaseEvent, NewEvent } from '../../../functions/domain/casework/event.ts';
import type { CaseHead } from '../../../functions/domain/casework/head.ts';
import type { Item } from '../../../functions/ports/item-store.ts';
import { createChains } from '../../../functions/store/chains.ts';
import { eventItem, headItem } from '../../../functions/store/items.ts';
import { grown, itemsOf, modelItems, newHead } from '../../support/records.ts';

const anyEvent: fc.Arbitrary<NewEvent> = fc.record({
  type: fc.constantFrom('application-accepted', 'task-opened', 'classified'),
  at: fc.integer({ min: 0, max: 2_000_000_000_000 }),
  actor: fc.string({ minLength: 1, maxLength: 10 }),
  data: fc.dictionary(fc.string({ maxLength: 5 }), fc.oneof(fc.string(), fc.integer(), fc.boolean())),
});

interface Lived {
  readonly head: CaseHead;
  readonly events: readonly CaseEvent[];
  readonly points: readonly Point[];
}

/** A case that was anchored after each of its writes. */
function lived(id: string, batches: readonly (readonly NewEvent[])[]): Lived {
  let head = newHead(id);
  const events: CaseEvent[] = [];
  const points: Point[] = [];
  for (const [index, batch] of batches.entries()) {
    const step = grown(head, batch, 1_000 + index);
    events.push(...step.written);
    head = step.head;
    points.push({ chain: caseChain(head.caseId), seq: head.lastSeq, hash: head.lastHash });
  }
  return { head, events, points };
}

const anyCases = fc
  .array(fc.array(fc.array(anyEvent, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((cases) => cases.map((batches, index) => lived(`c-${index}`, batches)));

async function findingsOf(items: readonly Item[], { head, points }: Lived) {
  const store = modelItems();
  await store.items.transact(items.map((item) => ({ kind: 'put', item })));
  return chainFindings(await createChains(store.items).read(caseChain(head.caseId)), points);
}

/** Whoever has the table and knows the code: a mutation of the items of one case that leaves no more traces than it must. */
const tamperings: Readonly<Record<string, (one: Lived, at: number) => Item[]>> = {
  'a value changed': ({ head, events }, at) =>
    itemsOf(head, events).map((item, index) => (index === 1 + at ? { ...item, at: Number(item['at']) + 1 } : item)),
  'an attribute added': ({ head, events }, at) =>
    itemsOf(head, events).map((item, index) => (index === 1 + at ? { ...item, note: 'x' } : item)),
  'an attribute taken away': ({ head, events }, at) =>
    itemsOf(head, events).map((item, index) => {
      const { at: _when, ...rest } = item;
      return index === 1 + at ? (rest as Item) : item;
    }),
  'an event changed, and its hash with it': ({ head, events }, at) => {
    const { written } = grown(
      { ...head, lastSeq: at, lastHash: events[at]?.prevHash ?? '' },
      [{ type: 'classified', at: 1, actor: 'other', data: {} }],
      1,
    );
    return itemsOf(head, events.with(at, written[0]!));
  },
  'an event deleted': ({ head, events }, at) => itemsOf(head, events.toSpliced(at, 1)),
  'an event under another number': ({ head, events }, at) =>
    itemsOf(head, events).map((item, index) => (index === 1 + at ? { ...item, sk: 'EVENT#00009999' } : item)),
  'the end cut off, and the head set back': ({ head, events }, at) => {
    const kept = events.slice(0, at);
    return itemsOf({ ...head, lastSeq: at, lastHash: kept.at(-1)?.hash ?? '' }, kept);
  },
  'history written anew from an event on, head and hashes with it': ({ head, events }, at) => {
    const start = { ...head, lastSeq: at, lastHash: events[at]?.prevHash ?? '' };
    const anew = grown(
      start,
      events
        .slice(at)
        .map(({ type: _type, actor: _actor, ...event }) => ({ ...event, type: 'classified', actor: 'other' })),
      7,
    );
    return itemsOf(anew.head, [...events.slice(0, at), ...anew.written]);
  },
  'the case deleted': () => [],
  'the head deleted': ({ events }) => events.map(eventItem),
  'the head alone set back': ({ head, events }, at) => [
    headItem({ ...head, lastSeq: at, lastHash: events[at]?.prevHash ?? '' }),
    ...events.map(eventItem),
  ],
};

describe('chains as they lie in the store', () => {
  it('hold together, and with every anchor, as they were written', async () => {
    await fc.assert(
      fc.asyncProperty(anyCases, async (cases) => {
        const all = cases.flatMap(({ head, events }) => itemsOf(head, events));
        for (const one of cases) expect(await findingsOf(all, one)).toEqual([]);
      }),
    );
  });

  it.each(Object.keys(tamperings))('betray, once anchored, any single mutation: %s', async (how) => {
    await fc.assert(
      fc.asyncProperty(anyCases, fc.nat(), fc.nat(), async (cases, which, where) => {
        const victim = cases[which % cases.length]!;
        const at = where % victim.events.length;
        const all = cases.flatMap((one) =>
          one === victim ? tamperings[how]!(one, at) : itemsOf(one.head, one.events),
        );
        for (const one of cases) {
          const found = await findingsOf(all, one);
          expect(found.length > 0).toBe(one === victim);
        }
      }),
    );
  });

  it('betray an event that was moved in from another case', async () => {
    const [one, other] = [
      lived('c-1', [[{ type: 'classified', at: 1, actor: 'a', data: {} }]]),
      lived('c-2', [[{ type: 'classified', at: 1, actor: 'b', data: {} }]]),
    ];
    const [, foreign] = itemsOf(other.head, other.events);
    const head = { ...one.head, lastHash: other.head.lastHash };
    const moved = { ...foreign!, pk: 'CASE#c-1' };
    expect(await findingsOf([headItem(head), moved], { ...one, points: [] })).toEqual([
      { chain: 'case:c-1', kind: 'altered', seq: 1 },
    ]);
  });

  it('are read at rest: a write that comes between head and events is waited out', async () => {
    const store = modelItems();
    const first = lived('c-1', [[{ type: 'classified', at: 1, actor: 'a', data: {} }]]);
    await store.items.transact(itemsOf(first.head, first.events).map((item) => ({ kind: 'put', item })));
    let isDisturbed = false;
    const chains = createChains({
      get: (key) => store.items.get(key),
      query: async (query) => {
        if (!isDisturbed) {
          isDisturbed = true;
          const { head, written } = grown(first.head, [{ type: 'classified', at: 2, actor: 'a', data: {} }], 2);
          await store.items.transact(itemsOf(head, written).map((item) => ({ kind: 'put', item })));
        }
        return store.items.query(query);
      },
    });
    const chain = await chains.read('case:c-1');
    expect(chain.head?.lastSeq).toBe(2);
    expect(chainFindings(chain, first.points)).toEqual([]);
  });
});
