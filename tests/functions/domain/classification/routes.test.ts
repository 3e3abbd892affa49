import { describe, expect, it } from 'vitest';
import { classify } from '../../../../functions/domain/classification/classify.ts';
import { civilDate as d } from '../../../../functions/domain/values/civil-date.ts';
import { chosen, income, member, on, rules, severe, urban, wage } from './household.ts';

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
