import { describe, expect, it } from 'vitest';
import { dongying } from '../../../../policy/dongying/dongying.ts';
import { deliveries } from '../../../../functions/domain/household/deliveries.ts';
import { heldInFeed, isHeldOn } from '../../../../functions/domain/household/held-aid.ts';
import type { HeldAid } from '../../../../functions/domain/household/held-aid.ts';
import { incompatible } from '../../../../functions/domain/household/incompatible.ts';
import { civilDate } from '../../../../functions/domain/values/civil-date.ts';

const day = civilDate;
const on = day('2026-11-27');
const item = (entitlement: string) => ({
  entitlement,
  need: 'medical',
  department: 'medical-security',
  mandatory: true,
});
const held = (aid: HeldAid['aid'], more: Partial<HeldAid> = {}): HeldAid => ({
  person: 'a',
  aid,
  from: day('2026-01-01'),
  origin: { kind: 'determination', caseId: 'c1' },
  ...more,
});
const nothing = { held: [], answers: [], underWay: new Map(), entitledFrom: day('2026-01-01'), on };

describe('what a household is entitled to', () => {
  it('is missing, until a department grants it, refuses it or has it in hand', () => {
    const state = (more: object) => deliveries([item('medical-aid')], { ...nothing, ...more })[0];
    expect(state({})).toEqual({ entitlement: 'medical-aid', state: 'missing', since: '2026-01-01' });
    expect(state({ held: [held('item:medical-aid')] })).toMatchObject({ state: 'received' });
    expect(state({ held: [held('item:medical-aid', { until: on })] })).toMatchObject({ state: 'missing' });
    const answer = {
      person: 'a',
      caseId: 'r',
      need: 'medical',
      entitlement: 'medical-aid',
      unit: 'u',
      result: 'not-eligible',
    };
    expect(state({ answers: [{ ...answer, on: day('2026-06-01') }] })).toMatchObject({ state: 'refused' });
    // A refusal is an answer for a year.
    expect(state({ answers: [{ ...answer, on: day('2025-11-27') }] })).toMatchObject({ state: 'missing' });
    const open = new Map([['medical-aid', { caseId: 'r', since: day('2026-11-01') }]]);
    expect(state({ underWay: open })).toMatchObject({ state: 'under-way', since: '2026-11-01' });
  });

  it('counts a payment that a feed tells for a year, and what goes on until it ends', () => {
    const [paid, goesOn] = heldInFeed('aid-granted', on, [
      { person: 'a', aid: 'item:heating-allowance', from: day('2025-12-01') },
      { person: 'a', aid: 'scheme:orphan', from: day('2020-01-01'), isOpen: true },
    ]);
    expect(paid !== undefined && isHeldOn(paid, day('2026-11-30'))).toBe(true);
    expect(paid !== undefined && isHeldOn(paid, day('2026-12-01'))).toBe(false);
    expect(goesOn).not.toHaveProperty('until');
  });
});

describe('aid that does not go together', () => {
  const rules = dongying.incompatibleAid;
  const found = (aids: readonly HeldAid[]) => incompatible(aids, rules).map(({ rule }) => rule);

  it('is two tiers of one person at the same time, and what the pack lists', () => {
    expect(found([held('tier:destitute'), held('tier:dibao')])).toEqual(['tiers']);
    expect(found([held('tier:destitute'), held('tier:dibao', { person: 'b' })])).toEqual([]);
    expect(
      found([held('tier:destitute', { until: day('2026-03-01') }), held('tier:dibao', { from: day('2026-03-01') })]),
    ).toEqual([]);
    expect(found([held('scheme:orphan'), held('tier:destitute')])).toEqual(['orphan-destitute']);
    expect(found([held('item:disability-living'), held('scheme:de-facto-unattended-full')])).toEqual([
      'unattended-disability-living',
    ]);
    expect(found([held('item:disability-living'), held('scheme:de-facto-unattended')])).toEqual([]);
  });

  it('is not the same aid told by a feed and by our own record', () => {
    const told = held('tier:dibao', { origin: { kind: 'feed', feed: 'recipients', on } });
    expect(found([held('tier:dibao'), told])).toEqual([]);
    expect(
      found([held('tier:dibao'), held('tier:dibao', { origin: { kind: 'determination', caseId: 'c2' } })]),
    ).toEqual(['tiers']);
    expect(found([held('tier:destitute'), told])).toEqual(['tiers']);
  });
});
