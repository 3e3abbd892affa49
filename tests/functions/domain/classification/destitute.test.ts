import { describe, expect, it } from 'vitest';
import { classify } from '../../../../functions/domain/classification/classify.ts';
import { civilDate as d } from '../../../../functions/domain/values/civil-date.ts';
import { fen } from '../../../../functions/domain/values/fen.ts';
import { chosen, elder, income, kinds, member, missing, on, rules, urban, wage } from './household.ts';

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
