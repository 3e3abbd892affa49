import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseEvent, NewEvent } from '../../../functions/domain/casework/event.ts';
import { link, verifyChain } from '../../../functions/store/event-chain.ts';
import { caseHead } from '../../support/case-head.ts';

const anyEvent: fc.Arbitrary<NewEvent> = fc.record({
  type: fc.constantFrom('application-accepted', 'task-opened', 'classified'),
  at: fc.integer({ min: 0, max: 2_000_000_000_000 }),
  actor: fc.string({ minLength: 1, maxLength: 10 }),
  data: fc.dictionary(fc.string({ maxLength: 5 }), fc.oneof(fc.string(), fc.integer(), fc.boolean())),
});
const anyBatches = fc.array(fc.array(anyEvent, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });

function written(batches: readonly (readonly NewEvent[])[]) {
  let head = caseHead();
  const events: CaseEvent[] = [];
  for (const [index, batch] of batches.entries()) {
    const linked = link(head, batch, 1_000 + index);
    events.push(...linked);
    const last = linked.at(-1);
    if (last !== undefined) head = { ...head, lastSeq: last.seq, lastHash: last.hash };
  }
  return { head, events };
}

describe('the hash chain of a case', () => {
  it('holds together however the events came in', () => {
    fc.assert(
      fc.property(anyBatches, (batches) => {
        const { head, events } = written(batches);
        expect(verifyChain(head, events)).toEqual([]);
        expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
      }),
    );
  });

  it('shows any changed, removed, added or exchanged event', () => {
    fc.assert(
      fc.property(
        anyBatches,
        fc.nat(),
        fc.constantFrom('change', 'remove', 'cut', 'repeat', 'swap'),
        (batches, at, how) => {
          const { head, events } = written(batches);
          const index = at % events.length;
          const damaged = [...events];
          const event = damaged[index]!;
          if (how === 'change') damaged[index] = { ...event, actor: `${event.actor}!` };
          if (how === 'remove') damaged.splice(index, 1);
          if (how === 'cut') damaged.splice(index);
          if (how === 'repeat') damaged.splice(index, 0, event);
          if (how === 'swap') {
            fc.pre(index + 1 < damaged.length);
            damaged.splice(index, 2, damaged[index + 1]!, event);
          }
          expect(verifyChain(head, damaged)).not.toEqual([]);
        },
      ),
    );
  });

  it('does not depend on the order in which an event’s data were written', () => {
    const event = { type: 'classified', at: 1, actor: 'a' } as const;
    const one = link(caseHead(), [{ ...event, data: { a: 1, b: 2 } }], 5);
    const other = link(caseHead(), [{ ...event, data: { b: 2, a: 1 } }], 5);
    expect(one[0]?.hash).toBe(other[0]?.hash);
  });
});
