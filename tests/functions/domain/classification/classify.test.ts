import { describe, expect, it } from 'vitest';
import { classify } from '../../../../functions/domain/classification/classify.ts';
import { civilDate as d } from '../../../../functions/domain/values/civil-date.ts';
import { fen } from '../../../../functions/domain/values/fen.ts';
import { dongying } from '../../../../policy/dongying/dongying.ts';
import { rulesAt } from '../../../../policy/rules-at.ts';
import {
  child,
  chosen,
  codes,
  elder,
  income,
  kinds,
  member,
  missing,
  noAssets,
  on,
  rules,
  textOf,
  urban,
  wage,
} from './household.ts';

describe('classify: 低保', () => {
  it('compares household totals, strictly below line × persons', () => {
    const family = (yuan: number) =>
      classify(urban(member(1, { incomes: wage(yuan) }), child(2, '2015-01-01')), rules, on);
    expect(kinds(family(2149.99))).toEqual(['not-met', 'met', 'not-met', 'not-met']);
    expect(kinds(family(2150))).toEqual(['not-met', 'not-met', 'met', 'not-met']);
  });

  it('pays the gap, unrounded', () => {
    const result = classify(urban(member(1, { incomes: wage(1000.01) }), child(2, '2015-01-01')), rules, on);
    expect(result.recommended).toMatchObject([
      { tier: 'dibao', route: 'household', members: ['m1', 'm2'], amount: { kind: 'amount', monthlyFen: 114_999 } },
    ]);
    expect(result.outcome).toBe('recommended');
  });

  it('uses the rural line for a rural family', () => {
    const facts = { ...urban(member(1, { incomes: wage(1000) })), residence: 'rural' as const };
    expect(kinds(classify(facts, rules, on))).toEqual(['not-met', 'not-met', 'met', 'not-met']);
  });

  it('takes job costs off the wage only, and recognised hardship off the whole, never below zero', () => {
    const result = (more: object) =>
      classify(urban(member(1, { incomes: [income('wage', 800), income('property', 400)], ...more })), rules, on);
    expect(kinds(result({}))[1]).toBe('not-met');
    expect(result({ jobCostMonthlyFen: fen(200_000) }).recommended[0]?.amount).toMatchObject({ monthlyFen: 67_500 });
    expect(result({ hardshipDeductionMonthlyFen: fen(999_900) }).recommended[0]?.amount).toMatchObject({
      monthlyFen: 107_500,
    });
  });

  it('leaves basic pensions out until the end of 2025 and counts them from 2026', () => {
    const facts = urban(member(1, { incomes: [income('wage', 1000), income('basic-pension', 200)] }));
    const before = d('2025-12-31');
    expect(kinds(classify(facts, rulesAt(dongying, before), before))[1]).toBe('met');
    const after = d('2026-01-01');
    expect(kinds(classify(facts, rulesAt(dongying, after), after))[1]).toBe('not-met');
  });

  it('leaves out what N1 art 13 names', () => {
    const relief = [income('special-care', 900), income('government-relief', 900), income('scholarship', 900)];
    expect(classify(urban(member(1, { incomes: relief })), rules, on).recommended[0]?.amount).toMatchObject({
      monthlyFen: 107_500,
    });
  });

  it('leaves prisoners, missing persons and clergy of three years out of the household', () => {
    const facts = urban(
      member(1, { incomes: wage(1100) }),
      member(2, { absence: 'prison' }),
      member(3, { absence: 'declared-missing' }),
      member(4, { clergyYears: 3 }),
    );
    const result = classify(facts, rules, on);
    expect(result.recommended).toMatchObject([{ tier: 'dibao-marginal', members: ['m1'] }]);
    expect(
      chosen(classify(urban(member(1, { incomes: wage(1100) }), member(4, { clergyYears: 2 })), rules, on)),
    ).toEqual(['dibao/household:m1,m4']);
  });

  it('looks at property of all members together', () => {
    const owner = (homes: number) => child(2, '2015-01-01', { assets: { ...noAssets, homes } });
    expect(kinds(classify(urban(member(1, { assets: { ...noAssets, homes: 0 } }), owner(1)), rules, on))[1]).toBe(
      'met',
    );
    expect(kinds(classify(urban(member(1), owner(1)), rules, on)).slice(1, 3)).toEqual(['not-met', 'met']);
  });
});

describe('classify: 低保边缘 and 刚性支出', () => {
  it('ends the marginal band below one and a half lines', () => {
    const at = (yuan: number) => kinds(classify(urban(member(1, { incomes: wage(yuan) })), rules, on))[2];
    expect(at(1612.49)).toBe('met');
    expect(at(1612.5)).toBe('not-met');
  });

  it('weighs twelve months of spending against twelve months of income', () => {
    const at = (spent: number) =>
      classify(
        urban(member(1, { incomes: wage(2000), spending: [{ kind: 'medical', fen: fen(spent * 100) }] })),
        rules,
        on,
      );
    expect(kinds(at(14_400))).toEqual(['not-met', 'not-met', 'not-met', 'not-met']);
    expect(at(14_400).outcome).toBe('none');
    expect(kinds(at(14_401))).toEqual(['not-met', 'not-met', 'not-met', 'met']);
    expect(at(14_401).recommended).toMatchObject([{ tier: 'rigid-expenditure', amount: { kind: 'none' } }]);
  });

  it('passes 刚性支出 by while its rule is not in force', () => {
    const early = d('2024-10-01');
    const facts = urban(member(1, { incomes: wage(2000), spending: [{ kind: 'medical', fen: fen(9_999_900) }] }));
    const result = classify(facts, rulesAt(dongying, early), early);
    expect(result.tiers[3]).toMatchObject({ kind: 'not-computed', reasons: { code: 'rule-not-in-force' } });
    expect(result.outcome).toBe('none');
  });
});

describe('classify: the ladder', () => {
  it('waits at the tier that turns on a missing fact, and asks for that fact once', () => {
    const { incomes: _, ...unknownIncome } = member(2);
    const result = classify(urban(member(1), unknownIncome), rules, on);
    expect(kinds(result)).toEqual(['not-met', 'not-computed', 'not-computed', 'not-computed']);
    expect(result.outcome).toBe('waiting');
    expect(missing(result)).toEqual(['m2.incomes']);
    expect(result.tiers[2]?.reasons.code).toBe('ladder-waits');
  });

  it('does not ask for what cannot change the answer', () => {
    const { incomes: _, ...rich } = member(2, { assets: { ...noAssets, homes: 9, vehicles: 9 } });
    const result = classify(urban(member(1), rich), rules, on);
    expect(result.outcome).toBe('none');
    expect(missing(result)).toEqual([]);
  });

  it('goes on to the next tier with the same facts when one is refused', () => {
    const facts = urban(member(1, { incomes: wage(500) }));
    expect(chosen(classify(facts, rules, on, { except: ['dibao'] }))).toEqual(['dibao-marginal/household:m1']);
    expect(classify(facts, rules, on, { except: ['dibao', 'dibao-marginal', 'rigid-expenditure'] }).outcome).toBe(
      'none',
    );
    expect(chosen(classify(urban(member(1, elder)), rules, on, { except: ['destitute'] }))).toEqual([
      'dibao/household:m1',
    ]);
  });

  it('decides nothing outside the notice’s validity', () => {
    const late = d('2029-08-02');
    const result = classify(urban(member(1)), rulesAt(dongying, late), late);
    expect(result.outcome).toBe('not-in-force');
    expect(result.recommended).toEqual([]);
    expect(result.tiers.every(({ kind }) => kind === 'not-computed')).toBe(true);
    expect(textOf(result.tiers[0]!.reasons)).toContain('2029-08-01');
  });

  it('says which figures are carried over and which are invented for the demonstration', () => {
    const { restsOn } = classify(urban(member(1, { incomes: wage(500) })), rules, on);
    expect(restsOn.carriedOver.map(({ id }) => id)).toEqual(['dibao-line.urban']);
    expect(restsOn.demo.map(({ id }) => id)).toContain('assets.dibao.homes');
  });

  it('says so where an unpublished reading left income out', () => {
    const incomes = [...wage(1200), income('scholarship', 300)];
    const demo = classify(urban(member(1, { incomes })), rules, on).restsOn.demo;
    expect(demo).toContainEqual(expect.objectContaining({ id: 'exclusion.dibao-marginal.scholarship', value: 30_000 }));
  });

  it('gives the sum, the line and the article in its reasons', () => {
    const { tiers } = classify(urban(member(1, { incomes: wage(500) }), child(2, '2015-01-01')), rules, on);
    const reasons = tiers[1]!.reasons;
    expect(reasons.source).toEqual({ code: 'L1', article: '第九条' });
    expect(textOf(reasons)).toContain('家庭计入月收入500元,低于1,075元×2人=2,150元');
    expect(codes(reasons)).toEqual(
      expect.arrayContaining(['income', 'assets-financial', 'assets-homes', 'assets-vehicles']),
    );
  });

  it('raises 防返贫 beside any tier', () => {
    expect(classify({ ...urban(member(1)), antiRelapse: true }, rules, on)).toMatchObject({
      flags: ['anti-relapse'],
      recommended: [{ tier: 'dibao' }],
    });
  });

  it('asks for the self-care items that the care band turns on', () => {
    const result = classify(urban(member(1, { ...elder, selfCare: { eating: true } })), rules, on);
    expect(result.tiers[0]?.kind).toBe('met');
    expect(result.outcome).toBe('waiting');
    expect(missing(result)).toContain('m1.selfCare.bathing');
  });
});
