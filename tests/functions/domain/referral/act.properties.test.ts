import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { act } from '../../../../functions/domain/referral/act.ts';
import type { ReferralAction, Ruling } from '../../../../functions/domain/referral/actions.ts';
import { endOf, isComplete } from '../../../../functions/domain/referral/conclude.ts';
import { formParts } from '../../../../functions/domain/referral/form.ts';
import type { Part } from '../../../../functions/domain/referral/part.ts';
import { placeOf, waitingParts } from '../../../../functions/domain/referral/place.ts';
import { faultsOf } from '../../../../functions/domain/referral/sound.ts';
import { context, departments, offices, on } from './parts.ts';

const unit = fc.constantFrom(...departments);
const part = fc.constantFrom('p1', 'p2', 'p3', 'p4');
const ruling: fc.Arbitrary<Ruling> = fc.oneof(
  unit.map((to) => ({ kind: 'assign' as const, to })),
  fc.constantFrom<Ruling>({ kind: 'mechanism' }, { kind: 'dismiss' }),
);
const action: fc.Arbitrary<ReferralAction> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ part, kind: fc.constantFrom('receive', 'accept', 'return') }) },
  fc.record({ part, kind: fc.constant('answer'), result: fc.constantFrom('granted', 'not-eligible') }),
  { weight: 3, arbitrary: fc.record({ part, kind: fc.constantFrom('refer-on', 'reassign'), to: unit }) },
  { weight: 2, arbitrary: fc.record({ part, kind: fc.constant('arbitrate'), ruling }) },
  fc.record({ part, kind: fc.constant('resolve') }),
  fc.record({ part, kind: fc.constant('resolve'), to: unit }),
  fc.record({ part, kind: fc.constantFrom('name-lead', 'withdraw') }),
);
const referral = fc.uniqueArray(unit, { minLength: 1, maxLength: 4 }).chain((units) =>
  fc.array(fc.boolean(), { minLength: units.length, maxLength: units.length }).map((mandatory) =>
    formParts(
      units.map((one, index) => ({ need: 'medical', unit: one, mandatory: mandatory[index]! })),
      on,
    ),
  ),
);
const limit = fc.integer({ min: 0, max: 2 });

/** The next act of the one whose turn it is, who does his work and wants no dispute. */
function nextStep({ id, state }: Part): ReferralAction {
  switch (state) {
    case 'sent':
    case 'received':
      return { part: id, kind: 'accept' };
    case 'accepted':
    case 'in-hand':
      return { part: id, kind: 'answer', result: 'granted' };
    case 'returned':
      return { part: id, kind: 'reassign', to: departments[0]! };
    case 'disputed':
      return { part: id, kind: 'arbitrate', ruling: { kind: 'assign', to: departments[0]! } };
    case 'at-mechanism':
      return { part: id, kind: 'resolve' };
    case 'done':
    case 'withdrawn':
      throw new Error(`part ${id} needs no further step`);
  }
}

const run = (parts: readonly Part[], actions: readonly ReferralAction[], returns: number) => {
  const all = [parts];
  for (const one of actions) {
    const acted = act(all.at(-1)!, one, { ...context, returns });
    if (acted.kind === 'acted') all.push(acted.parts);
  }
  return all;
};

describe('whatever is done to a referral', () => {
  it('each open part is in the hands of exactly one unit, and returns stay within the limit', () => {
    fc.assert(
      fc.property(referral, fc.array(action, { maxLength: 60 }), limit, (parts, actions, returns) => {
        for (const now of run(parts, actions, returns)) expect(faultsOf(now, offices, returns)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('never goes through more departments than there are, plus the returns, plus one that is named', () => {
    fc.assert(
      fc.property(referral, fc.array(action, { maxLength: 120 }), limit, (parts, actions, returns) => {
        const most = departments.length + returns + 1;
        for (const { assignments } of run(parts, actions, returns).at(-1)!) {
          expect(assignments.length).toBeLessThanOrEqual(most);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('ends as done, arbitrated or withdrawn within a few steps once everybody does his work', () => {
    fc.assert(
      fc.property(referral, fc.array(action, { maxLength: 60 }), limit, (parts, actions, returns) => {
        let now = run(parts, actions, returns).at(-1)!;
        let steps = 0;
        while (!isComplete(now)) {
          const open = now.find(({ state }) => state !== 'done' && state !== 'withdrawn')!;
          const acted = act(now, nextStep(open), { ...context, returns });
          expect(acted.kind).toBe('acted');
          now = run(now, [nextStep(open)], returns).at(-1)!;
          steps += 1;
        }
        expect(steps).toBeLessThanOrEqual(now.length * 4);
        expect(['done', 'arbitrated', 'withdrawn']).toContain(endOf(now));
      }),
      { numRuns: 300 },
    );
  });

  it('waits for work as long as anything is open, and opens no piece of work twice', () => {
    fc.assert(
      fc.property(referral, fc.array(action, { maxLength: 60 }), limit, (parts, actions, returns) => {
        const opened = new Map<string, number>();
        for (const [index, now] of run(parts, actions, returns).entries()) {
          expect(waitingParts(now).length > 0).toBe(!isComplete(now));
          for (const part of now) {
            const place = placeOf(part, now);
            if (place === 'ended') continue;
            const work = `${place}.${part.id}.${part.round}`;
            // Work that was left is never come back to under the same id.
            expect(`${work} ${opened.get(work) ?? index - 1}`).toBe(`${work} ${index - 1}`);
            opened.set(work, index);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('changes nothing that is closed', () => {
    fc.assert(
      fc.property(referral, fc.array(action, { maxLength: 60 }), (parts, actions) => {
        const all = run(parts, actions, 1);
        for (const [index, now] of all.entries()) {
          for (const closed of now.filter(({ state }) => state === 'done' || state === 'withdrawn')) {
            const later = all.at(-1)!.find(({ id }) => id === closed.id)!;
            expect([index, later.state, later.assignments]).toEqual([index, closed.state, closed.assignments]);
          }
        }
      }),
    );
  });
});
