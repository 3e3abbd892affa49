import { describe, expect, it } from 'vitest';
import { classify } from '../../../../functions/domain/classification/classify.ts';
import type { Classification, Reason } from '../../../../functions/domain/classification/result.ts';
import { civilDate } from '../../../../functions/domain/values/civil-date.ts';
import { fen } from '../../../../functions/domain/values/fen.ts';
import { dongying } from '../../../../policy/dongying/dongying.ts';
import { rulesAt } from '../../../../policy/rules-at.ts';
import { income, member, noAssets, on, rules, severe, urban, wage } from './household.ts';

const d = civilDate;
const kinds = (result: Classification) => result.tiers.map(({ kind }) => kind);
const chosen = (result: Classification) =>
  result.recommended.map(({ tier, route, members }) => `${tier}/${route}:${members.join(',')}`);
const missing = (result: Classification) => result.missing.map((fact) => `${fact.member ?? 'household'}.${fact.fact}`);
const codes = (reason: Reason): string[] => [reason.code, ...(reason.because ?? []).flatMap(codes)];
const textOf = (reason: Reason): string => [reason.text, ...(reason.because ?? []).map(textOf)].join('\n');

const elder = { birthDate: d('1956-11-23') };
const child = (number: number, birth: string, more = {}) =>
  member(number, { relation: 'child', birthDate: d(birth), employed: false, study: 'compulsory', ...more });

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

describe('classify: 特困', () => {
  it('is met by a person of 60 without income and obligors, also when 低保 was asked for', () => {
    const selfCare = {
      eating: true,
      dressing: true,
      gettingUp: true,
      toilet: false,
      walkingIndoors: true,
      bathing: false,
    };
    const result = classify(urban(member(1, { ...elder, selfCare })), rules, on);
    expect(chosen(result)).toEqual(['destitute/person:m1']);
    expect(result.recommended[0]?.amount).toMatchObject({
      kind: 'amount',
      monthlyFen: 161_300,
      components: [
        { code: 'destitute-basic', fen: 161_300, per: 'month' },
        { code: 'destitute-care', fen: 462_300, per: 'year' },
      ],
    });
  });

  it('begins on the sixtieth birthday', () => {
    const born = (birth: string) => kinds(classify(urban(member(1, { birthDate: d(birth) })), rules, on))[0];
    expect(born('1966-11-23')).toBe('met');
    expect(born('1966-11-24')).toBe('not-met');
  });

  it('follows N2 art 5 on disability', () => {
    const with_ = (kind: 'vision' | 'hearing' | 'physical' | 'mental', grade: 1 | 2 | 3 | 4) =>
      kinds(classify(urban(member(1, { disability: { kind, grade }, employed: false })), rules, on))[0];
    expect([with_('mental', 3), with_('physical', 2), with_('vision', 1)]).toEqual(['met', 'met', 'met']);
    expect([with_('mental', 4), with_('physical', 3), with_('vision', 2), with_('hearing', 1)]).toEqual(
      Array(4).fill('not-met'),
    );
  });

  it('never counts the basic pension, nor the allowance for great age', () => {
    const incomes = [income('basic-pension', 2000), income('elderly-allowance', 500), income('transfer', 1000)];
    expect(kinds(classify(urban(member(1, { ...elder, incomes })), rules, on))[0]).toBe('met');
    expect(kinds(classify(urban(member(1, { ...elder, incomes: [income('pension', 1075)] })), rules, on))[0]).toBe(
      'not-met',
    );
  });

  it('takes a 特困 member out and classifies the rest as a household of its own', () => {
    const aunt = member(2, {
      ...elder,
      relation: 'sibling',
      selfCare: { eating: false, dressing: false, gettingUp: false, toilet: false },
    });
    const result = classify(urban(member(1, { incomes: wage(1074) }), aunt), rules, on);
    expect(chosen(result)).toEqual(['destitute/person:m2', 'dibao/household:m1']);
    expect(result.recommended[1]?.amount).toMatchObject({ monthlyFen: 100 });
    expect(result.outcome).toBe('recommended');
  });

  it('sees an able child in the household as an obligor without being told', () => {
    const parent = member(2, { ...elder, relation: 'parent' });
    const { obligors: _, ...unasked } = parent;
    const result = classify(urban(member(1, { incomes: wage(900) }), unasked), rules, on);
    expect(chosen(result)).toEqual(['dibao/household:m1,m2']);
  });

  it('tests an elderly couple whose only obligors are each other together', () => {
    const couple = (his: number, hers: number) =>
      classify(
        urban(
          member(1, { ...elder, incomes: wage(his) }),
          member(2, { ...elder, relation: 'spouse', incomes: wage(hers) }),
        ),
        rules,
        on,
      );
    expect(couple(0, 0).tiers[0]?.coveredMembers).toEqual(['m1', 'm2']);
    expect(couple(1500, 0).tiers[0]?.coveredMembers).toEqual(['m1', 'm2']);
    expect(couple(1500, 650).tiers[0]?.kind).toBe('not-met');
  });

  it('asks whether there are other obligors when that decides between counting alone and together', () => {
    const { obligors: _, ...wife } = member(2, { ...elder, relation: 'spouse', incomes: wage(0) });
    const result = (his: number) => classify(urban(member(1, { ...elder, incomes: wage(his) }), wife), rules, on);
    expect(result(1500).tiers[0]?.kind).toBe('not-computed');
    expect(missing(result(1500))).toEqual(['m2.obligors']);
    expect(result(5000).tiers[0]?.kind).toBe('not-met');
  });

  it('does not let one spouse be 特困 while the other is an able obligor', () => {
    const facts = urban(member(1, elder), member(2, { relation: 'spouse', incomes: [] }));
    expect(kinds(classify(facts, rules, on))[0]).toBe('not-met');
  });

  it.each([
    [{ status: 'destitute' as const }, 'met'],
    [{ status: 'dibao' as const, birthDate: d('1960-01-01') }, 'met'],
    [
      {
        status: 'dibao' as const,
        birthDate: d('1970-01-01'),
        disability: { kind: 'none' as const },
        incapacity: 'none' as const,
      },
      'not-met',
    ],
    [{ birthDate: d('1950-01-01'), monthlyIncomeFen: fen(300_000), assetsWithinRule: true }, 'met'],
    [
      {
        status: 'none' as const,
        birthDate: d('1950-01-01'),
        monthlyIncomeFen: fen(500_000),
        assetsWithinRule: true,
        incapacity: 'none' as const,
      },
      'not-met',
    ],
    [
      { disability: { kind: 'mental' as const, grade: 3 as const }, monthlyIncomeFen: fen(0), assetsWithinRule: true },
      'met',
    ],
    [{ incapacity: 'prison' as const, assetsWithinRule: true }, 'met'],
    [
      {
        incapacity: 'prison' as const,
        assetsWithinRule: false,
        status: 'none' as const,
        birthDate: d('1980-01-01'),
        disability: { kind: 'none' as const },
      },
      'not-met',
    ],
    [{}, 'not-computed'],
  ])('follows N2 art 8 on an obligor %j: %s', (obligor, expected) => {
    const facts = urban(member(1, { ...elder, obligors: [{ relation: 'child', ...obligor }] }));
    expect(kinds(classify(facts, rules, on))[0]).toBe(expected);
  });

  it('admits children below 16, not at 16 or 17, and keeps those inside to 18 and in school', () => {
    const orphanless = (birth: string, more = {}) =>
      kinds(
        classify(urban(member(1, { birthDate: d(birth), study: 'senior-high', employed: false, ...more })), rules, on),
      )[0];
    expect(orphanless('2010-11-24')).toBe('met');
    expect(orphanless('2010-11-23')).toBe('not-met');
    expect(orphanless('2009-01-01', { inDestituteSupport: true })).toBe('met');
    expect(orphanless('2007-01-01', { inDestituteSupport: true })).toBe('met');
    expect(orphanless('2007-01-01', { inDestituteSupport: true, study: 'undergraduate' })).toBe('not-met');
  });

  it('leaves minors who chose the scheme for orphans to it', () => {
    const facts = urban(
      member(1, { birthDate: d('2014-01-01'), childScheme: 'orphan', study: 'compulsory', employed: false }),
    );
    expect(kinds(classify(facts, rules, on))[0]).toBe('not-met');
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

describe('classify: two more ways into 低保', () => {
  it('单独纳入: the seriously ill person of a marginal family, the others stay marginal', () => {
    const facts = urban(
      member(1, { incomes: wage(2800) }),
      member(2, { relation: 'spouse', seriousIllness: true, employed: false }),
    );
    const result = classify(facts, rules, on);
    expect(chosen(result)).toEqual(['dibao/single-inclusion:m2', 'dibao-marginal/household:m1']);
    expect(result.recommended[0]?.amount).toMatchObject({ monthlyFen: 107_500 });
  });

  it('参照单人户: the jobless, severely disabled adult of a family above every line', () => {
    const brother = income('maintenance', 3000, 'sibling');
    const facts = urban(
      member(1, { incomes: wage(9000) }),
      member(2, {
        relation: 'sibling',
        disability: severe,
        employed: false,
        incomes: [brother],
        obligors: [
          {
            relation: 'sibling',
            incapacity: 'none',
            status: 'none',
            birthDate: d('1980-01-01'),
            disability: { kind: 'none' },
          },
        ],
      }),
    );
    const result = classify(facts, rules, on);
    expect(chosen(result)).toEqual(['dibao/reference-single:m2']);
    expect(result.routes[0]?.reasons.source).toEqual({ code: 'N5', article: '一(一)' });
  });

  it('keeps the two routes apart in their evidence, and counts a person once', () => {
    const facts = urban(
      member(1, { incomes: wage(2800) }),
      member(2, { relation: 'spouse', disability: { kind: 'physical', grade: 2 }, employed: false }),
    );
    const result = classify(facts, rules, on);
    expect(result.routes.map(({ route, kind }) => `${route} ${kind}`)).toEqual([
      'single-inclusion met',
      'reference-single met',
    ]);
    expect(chosen(result)).toEqual(['dibao/single-inclusion:m2', 'dibao-marginal/household:m1']);
    expect(chosen(classify(facts, rules, on, { exceptRoutes: ['single-inclusion'] }))[0]).toBe(
      'dibao/reference-single:m2',
    );
  });

  it('closes both with a refusal of 低保, unless only the family as a whole was refused', () => {
    const facts = urban(
      member(1, { incomes: wage(500) }),
      member(2, { relation: 'spouse', disability: severe, employed: false, obligors: [] }),
    );
    const without = (exceptRoutes?: []) =>
      chosen(classify(facts, rules, on, { except: ['dibao'], ...(exceptRoutes && { exceptRoutes }) }));
    expect(without()).toEqual(['dibao-marginal/household:m1,m2']);
    expect(without([])).toEqual(['dibao/single-inclusion:m2', 'dibao-marginal/household:m1']);
  });

  it('opens neither to the employed, to minors, or to a family that is 低保 as a whole', () => {
    const spouse = (more: object) =>
      classify(
        urban(member(1, { incomes: wage(9000) }), member(2, { relation: 'spouse', disability: severe, ...more })),
        rules,
        on,
      ).routes;
    expect(spouse({ employed: true })).toEqual([]);
    expect(spouse({ employed: false, relation: 'child', birthDate: d('2009-01-01'), study: 'senior-high' })).toEqual(
      [],
    );
    expect(
      classify(urban(member(1), member(2, { relation: 'spouse', disability: severe, employed: false })), rules, on)
        .routes,
    ).toEqual([]);
  });
});
