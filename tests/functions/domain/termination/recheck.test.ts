import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MemberFacts } from '../../../../functions/domain/classification/facts.ts';
import { nextRecheck } from '../../../../functions/domain/termination/recheck.ts';
import {
  addDays,
  addMonths,
  civilDate,
  fromDayNumber,
  startOfDay,
} from '../../../../functions/domain/values/civil-date.ts';
import { dongying } from '../../../../policy/dongying/dongying.ts';
import { rulesAt } from '../../../../policy/rules-at.ts';
import type { Tier } from '../../../../policy/schema.ts';
import { member, severe } from '../classification/household.ts';
import { m1, m2 } from './case.ts';

const rules = rulesAt(dongying, '2026-03-10', '370502');
const on = civilDate('2026-03-10');
const elder: Partial<MemberFacts> = { birthDate: civilDate('1950-01-01') };
const next = (tier: Tier, members: readonly MemberFacts[], covered = [m1, m2], checkedOn = on) =>
  nextRecheck(rules, { tier, members: covered }, { members }, checkedOn, 30);

describe('the periodic check', () => {
  it('comes every half year where somebody covered may work, else every year', () => {
    expect(next('dibao', [member(1), member(2, elder)])).toEqual({
      step: 'recheck-unstable',
      lastCheckedOn: on,
      dueOn: '2026-09-10',
      lookAt: startOfDay(civilDate('2026-08-11')),
    });
    const still = [member(1, elder), member(2, { disability: severe })];
    expect(next('dibao', still)).toMatchObject({ step: 'recheck-stable', dueOn: '2027-03-10' });
    // Whoever is not covered does not count.
    expect(next('dibao', [member(1), member(2, elder)], [m2])).toMatchObject({ step: 'recheck-stable' });
    const { birthDate: _unknown, ...ageless } = member(1);
    expect(next('dibao', [ageless], [m1])).toMatchObject({ step: 'recheck-unstable' });
  });

  it('is yearly for 特困, as for 低保 at the margin, and none where recognition has a term', () => {
    expect(next('destitute', [member(1)], [m1])).toMatchObject({ step: 'recheck', dueOn: '2027-03-10' });
    expect(next('dibao-marginal', [member(1)], [m1])).toMatchObject({ step: 'recheck-unstable' });
    expect(next('rigid-expenditure', [member(1)], [m1])).toBeUndefined();
  });

  it('is begun so many days before its last one, whatever the day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20_500, max: 24_000 }), fc.integer({ min: 0, max: 90 }), (number, lead) => {
        const checkedOn = fromDayNumber(number);
        const found = nextRecheck(
          rules,
          { tier: 'dibao', members: [m1] },
          { members: [member(1, elder)] },
          checkedOn,
          lead,
        );
        expect(found?.dueOn).toBe(addMonths(checkedOn, 12));
        expect(found?.lookAt).toBe(startOfDay(addDays(addMonths(checkedOn, 12), -lead)));
      }),
    );
  });
});
