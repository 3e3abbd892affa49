import { describe, expect, it } from 'vitest';
import { act } from '../../../../functions/domain/referral/act.ts';
import type { ReferralAction } from '../../../../functions/domain/referral/actions.ts';
import { endOf, isComplete, isLeadVacant } from '../../../../functions/domain/referral/conclude.ts';
import { formParts, planFault } from '../../../../functions/domain/referral/form.ts';
import { ownerOf } from '../../../../functions/domain/referral/part.ts';
import type { Part } from '../../../../functions/domain/referral/part.ts';
import { placeOf, waitingParts } from '../../../../functions/domain/referral/place.ts';
import { context, education, housing, jobs, medical, offices, on, planned, to } from './parts.ts';

const after = (parts: readonly Part[], ...actions: readonly ReferralAction[]) =>
  actions.reduce((now, action) => {
    const acted = act(now, action, context);
    if (acted.kind === 'refused') throw new Error(`${action.kind}: ${acted.code}`);
    return acted.parts;
  }, parts);
const last = (parts: readonly Part[], action: ReferralAction) => act(parts, action, context);
const owner = (parts: readonly Part[], id = 'p1') =>
  ownerOf(
    parts.find((part) => part.id === id)!,
    offices,
  );

describe('a part of a referral', () => {
  const one = formParts([planned(medical)], on);

  it('is signed for, accepted, taken in hand and answered by one department', () => {
    const signed = after(one, to('p1', 'receive'));
    expect(signed[0]).toMatchObject({ state: 'received', assignments: [{ receivedOn: on }] });
    const accepted = after(signed, to('p1', 'accept'), to('p1', 'receive'));
    expect(accepted[0]).toMatchObject({ state: 'in-hand', assignments: [{ acceptedOn: on }] });
    expect(owner(accepted)).toBe(medical);
    const answered = after(accepted, { part: 'p1', kind: 'answer', result: 'not-eligible' });
    expect(answered[0]).toMatchObject({ state: 'done', result: 'not-eligible', endedOn: on });
    expect(owner(answered)).toBeUndefined();
    expect(endOf(answered)).toBe('done');
  });

  it('goes to another department after one return and to the arbiter after the second', () => {
    const returned = after(one, to('p1', 'receive'), to('p1', 'return'));
    expect(owner(returned)).toBe(offices.township);
    const again = after(returned, { part: 'p1', kind: 'reassign', to: education });
    expect(owner(again)).toBe(education);
    const disputed = last(again, to('p1', 'return'));
    expect(disputed).toMatchObject({ outcome: 'disputed', parts: [{ returns: 1, state: 'disputed' }] });
    expect(owner(after(again, to('p1', 'return')))).toBe(offices.county);
  });

  it('is bound to the department that the arbiter names, and ends as arbitrated', () => {
    const disputed = after(one, to('p1', 'return'), { part: 'p1', kind: 'reassign', to: medical }, to('p1', 'return'));
    const bound = after(disputed, { part: 'p1', kind: 'arbitrate', ruling: { kind: 'assign', to: housing } });
    expect(bound[0]).toMatchObject({ state: 'accepted' });
    expect(last(bound, to('p1', 'return'))).toMatchObject({ code: 'part-not-there' });
    expect(last(bound, { part: 'p1', kind: 'refer-on', to: jobs })).toMatchObject({ code: 'binding-assignment' });
    expect(endOf(after(bound, { part: 'p1', kind: 'answer', result: 'granted' }))).toBe('arbitrated');
  });

  it('may be asked of the mechanism once; without an answer there the arbiter decides', () => {
    const disputed = after(one, to('p1', 'return'), { part: 'p1', kind: 'reassign', to: medical }, to('p1', 'return'));
    const mechanism: ReferralAction = { part: 'p1', kind: 'arbitrate', ruling: { kind: 'mechanism' } };
    const back = after(disputed, mechanism, { part: 'p1', kind: 'resolve' });
    expect(back[0]).toMatchObject({ state: 'disputed', mechanism: true });
    expect(last(back, mechanism)).toMatchObject({ code: 'mechanism-asked-already' });
    const resolved = after(disputed, mechanism, { part: 'p1', kind: 'resolve', to: jobs });
    expect(resolved[0]).toMatchObject({ state: 'accepted', assignments: [{}, {}, { unit: jobs, binding: true }] });
  });

  it('is referred on after acceptance, but to no department that had it before', () => {
    const accepted = after(one, to('p1', 'accept'));
    expect(last(accepted, to('p1', 'return'))).toMatchObject({ code: 'part-not-there' });
    expect(last(accepted, { part: 'p1', kind: 'refer-on', to: medical })).toMatchObject({ code: 'same-department' });
    const on2 = after(accepted, { part: 'p1', kind: 'refer-on', to: housing }, to('p1', 'accept'));
    expect(on2[0]!.assignments[0]).toMatchObject({ ended: { how: 'referred-on' } });
    expect(last(on2, { part: 'p1', kind: 'refer-on', to: medical })).toMatchObject({ outcome: 'disputed' });
  });

  it('goes to no unit that is not of the county', () => {
    const returned = after(one, to('p1', 'return'));
    const elsewhere = offices.township;
    expect(last(returned, { part: 'p1', kind: 'reassign', to: elsewhere })).toMatchObject({
      code: 'no-such-department',
    });
  });

  it('takes nothing any more once it is closed', () => {
    const closed = after(one, to('p1', 'withdraw'));
    expect(last(closed, to('p1', 'accept'))).toMatchObject({ code: 'part-closed' });
    expect(last(closed, to('p2', 'accept'))).toMatchObject({ code: 'no-such-part' });
    expect(endOf(closed)).toBe('withdrawn');
  });
});

describe('a referral', () => {
  const answer = (part: string): ReferralAction => ({ part, kind: 'answer', result: 'granted' });

  it('is led by the first mandatory part unless another is asked to, and who leads must answer', () => {
    const parts = formParts([planned(medical, { mandatory: false }), planned(education), planned(jobs)], on);
    expect(parts.map(({ lead }) => lead)).toEqual([false, true, false]);
    const asked = formParts([planned(medical), planned(education, { mandatory: false, lead: true })], on);
    expect(asked[1]).toMatchObject({ lead: true, mandatory: true });
  });

  it('closes when every mandatory part is answered, and withdraws the optional one that is left', () => {
    const parts = formParts([planned(medical), planned(education), planned(jobs, { mandatory: false })], on);
    const first = after(parts, to('p1', 'accept'), answer('p1'), to('p2', 'accept'));
    expect(isComplete(first)).toBe(false);
    const closing = last(first, answer('p2'));
    expect(closing).toMatchObject({ withdrawn: ['p3'], parts: [{}, {}, { state: 'withdrawn' }] });
  });

  it('still waits for optional parts when the family has withdrawn all mandatory ones', () => {
    const parts = formParts([planned(medical), planned(education, { mandatory: false })], on);
    const left = after(parts, to('p1', 'withdraw'));
    expect(isComplete(left)).toBe(false);
    expect(left[1]).toMatchObject({ lead: true, mandatory: true });
  });

  it('lets the arbiter name the lead where the leading part went away and several go on', () => {
    const parts = formParts([planned(medical), planned(education), planned(jobs)], on);
    expect(last(parts, to('p2', 'name-lead'))).toMatchObject({ code: 'lead-not-vacant' });
    const vacant = after(parts, to('p1', 'withdraw'));
    expect(isLeadVacant(vacant)).toBe(true);
    expect(waitingParts(vacant).map((part) => placeOf(part, vacant))).toEqual(['lead', 'acceptance', 'acceptance']);
    const named = after(vacant, to('p3', 'name-lead'));
    expect(named.map(({ lead }) => lead)).toEqual([false, false, true]);
    expect(waitingParts(named).map(({ id }) => id)).toEqual(['p2', 'p3']);
    const again = after(named, to('p3', 'withdraw'));
    expect(waitingParts(again).map(({ id }) => id)).toEqual(['p2']);
    expect(again[1]).toMatchObject({ lead: true });
  });

  it('keeps its lead where the leading part was answered', () => {
    const parts = formParts([planned(medical), planned(education), planned(jobs)], on);
    expect(isLeadVacant(after(parts, to('p1', 'accept'), answer('p1')))).toBe(false);
  });

  it('is refused without parts, with one part twice or with two that lead', () => {
    expect(planFault([])).toMatchObject({ code: 'no-parts' });
    expect(planFault([planned(medical), planned(medical)])).toMatchObject({ code: 'part-twice', pointer: '/parts/1' });
    expect(planFault([planned(medical, { lead: true }), planned(jobs, { lead: true })])).toMatchObject({
      pointer: '/parts/1/lead',
    });
    expect(planFault([planned(medical), planned(jobs)])).toBeUndefined();
  });
});
