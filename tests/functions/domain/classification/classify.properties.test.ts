import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyFindings } from '../../../../functions/domain/classification/apply-findings.ts';
import { classify } from '../../../../functions/domain/classification/classify.ts';
import { type HouseholdFacts, incomeKinds } from '../../../../functions/domain/classification/facts.ts';
import { openQuestions } from '../../../../functions/domain/classification/open-questions.ts';
import type { Classification, MissingFact, Reason } from '../../../../functions/domain/classification/result.ts';
import { tiers } from '../../../../functions/domain/classification/tier.ts';
import { fen } from '../../../../functions/domain/values/fen.ts';
import { dongying } from '../../../../policy/dongying/dongying.ts';
import { incomeKindSchema } from '../../../../policy/schema.ts';
import { householdFactsSchema } from '../../../../functions/contracts/facts.ts';
import { anyHousehold, knownHousehold, member, on, rules, urban, wage } from './household.ts';

const leaves = (reason: Reason): Reason[] =>
  reason.because === undefined || reason.because.length === 0 ? [reason] : reason.because.flatMap(leaves);
const nodes = (reason: Reason): Reason[] => [reason, ...(reason.because ?? []).flatMap(nodes)];
/** 0 is best; the number of tiers where none is met. */
const rank = (result: Classification) => {
  const best = result.recommended.map(({ tier }) => tiers.indexOf(tier));
  return best.length === 0 ? tiers.length : Math.min(...best);
};

describe('classify, for any facts', () => {
  it('never throws, gives one verdict a tier in order, and is plain data', () => {
    fc.assert(
      fc.property(anyHousehold, (facts) => {
        const result = classify(facts, rules, on);
        expect(result.tiers.map(({ tier }) => tier)).toEqual([...tiers]);
        expect(JSON.parse(JSON.stringify(result))).toEqual(result);
      }),
      { numRuns: 300 },
    );
  });

  it('does not depend on the order of members', () => {
    const shuffled = anyHousehold.chain((facts) =>
      fc
        .shuffledSubarray([...facts.members], { minLength: facts.members.length })
        .map((members) => [facts, { ...facts, members }] as const),
    );
    fc.assert(
      fc.property(shuffled, ([facts, other]) => {
        const a = classify(facts, rules, on);
        const b = classify(other, rules, on);
        expect(a.recommended).toEqual(b.recommended);
        expect(a.tiers.map(({ kind }) => kind)).toEqual(b.tiers.map(({ kind }) => kind));
        expect(new Set(a.missing.map((fact) => fact.text))).toEqual(new Set(b.missing.map((fact) => fact.text)));
      }),
      { numRuns: 300 },
    );
  });

  it('never gives a worse tier for less income, where members have no claim of their own', () => {
    // Persons who may be 特困 leave the household, which changes who shares what; they are covered by the examples.
    const families = fc.tuple(
      fc.array(fc.tuple(fc.nat(300_000), fc.nat(3_000_000)), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 0, max: 100 }),
    );
    fc.assert(
      fc.property(families, ([people, percent]) => {
        const family = (share: number): HouseholdFacts =>
          urban(
            ...people.map(([monthly, spent], index) =>
              member(index + 1, {
                incomes: [{ kind: 'wage', monthlyFen: fen(Math.floor((monthly * share) / 100)) }],
                spending: [{ kind: 'medical', fen: fen(spent) }],
              }),
            ),
          );
        expect(rank(classify(family(percent), rules, on))).toBeLessThanOrEqual(rank(classify(family(100), rules, on)));
      }),
      { numRuns: 300 },
    );
  });

  it('never gives a household a worse best tier for less income, when all is known', () => {
    fc.assert(
      fc.property(knownHousehold, fc.integer({ min: 0, max: 100 }), (facts, percent) => {
        const poorer = {
          ...facts,
          members: facts.members.map((one) => ({
            ...one,
            incomes: one.incomes!.map((item) => ({
              ...item,
              monthlyFen: fen(Math.floor((item.monthlyFen * percent) / 100)),
            })),
          })),
        };
        const [before, after] = [classify(facts, rules, on), classify(poorer, rules, on)];
        fc.pre(![before, after].some(({ tiers: verdicts }) => verdicts.some(({ kind }) => kind === 'not-computed')));
        expect(rank(after)).toBeLessThanOrEqual(rank(before));
      }),
      { numRuns: 500 },
    );
  });

  it('puts nobody into two determinations, and covers nobody with a tier that is not met', () => {
    fc.assert(
      fc.property(anyHousehold, (facts) => {
        const result = classify(facts, rules, on);
        const persons = result.recommended.flatMap(({ members }) => members);
        expect(new Set(persons).size).toBe(persons.length);
        expect(result.tiers.filter(({ kind }) => kind !== 'met').flatMap((tier) => tier.coveredMembers)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('is never met on an open or failed ground, and always names its source', () => {
    const codes = new Set(dongying.sources.map(({ code }) => code));
    fc.assert(
      fc.property(anyHousehold, (facts) => {
        const result = classify(facts, rules, on);
        for (const { kind, reasons } of [...result.tiers, ...result.routes]) {
          expect(kind).toBe(reasons.verdict === 'unknown' ? 'not-computed' : reasons.verdict);
          const isBare = reasons.source === undefined || !leaves(reasons).some(({ verdict }) => verdict === 'met');
          expect(kind === 'met' && isBare).toBe(false);
        }
        const cited = result.tiers.flatMap(({ reasons }) => nodes(reasons).flatMap(({ source }) => source?.code ?? []));
        expect(cited.filter((code) => !codes.has(code))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('waits exactly when something is missing, and then something is asked for', () => {
    fc.assert(
      fc.property(anyHousehold, (facts) => {
        const result = classify(facts, rules, on);
        expect(result.outcome === 'waiting').toBe(result.missing.length > 0);
      }),
      { numRuns: 300 },
    );
  });

  it('has nothing left to ask once every fact is known', () => {
    const known = fc
      .array(fc.nat(400_000), { minLength: 1, maxLength: 4 })
      .map((incomes) =>
        urban(
          ...incomes.map((monthly, index) =>
            member(index + 1, { incomes: [{ kind: 'other', monthlyFen: fen(monthly) }] }),
          ),
        ),
      );
    fc.assert(
      fc.property(known, (facts) => {
        expect(classify(facts, rules, on).missing).toEqual([]);
        expect(openQuestions(facts, rules, on)).toEqual([]);
      }),
    );
  });
});

describe('openQuestions', () => {
  it('holds every question that the ladder asks before anything is clear', () => {
    const name = ({ member: of, fact }: MissingFact) => `${of ?? ''}/${fact}`;
    fc.assert(
      fc.property(anyHousehold, (facts) => {
        const { missing, recommended } = classify(facts, rules, on);
        fc.pre(recommended.length === 0);
        expect(openQuestions(facts, rules, on).map(name)).toEqual(expect.arrayContaining(missing.map(name)));
      }),
    );
  });

  it('asks about income and spending in one go, though the ladder stops at the first', () => {
    const { incomes: _, spending: __, ...unasked } = member(1);
    const facts = urban(unasked);
    expect(classify(facts, rules, on).missing.map(({ fact }) => fact)).toEqual(['incomes']);
    expect(openQuestions(facts, rules, on).map(({ fact }) => fact)).toEqual(['incomes', 'spending']);
  });
});

describe('openQuestions about a marginal family', () => {
  it('asks at once about the illness that would take one member into 低保', () => {
    const { seriousIllness: _, ...unasked } = member(2, { relation: 'spouse' });
    const facts = urban(member(1, { incomes: wage(2800) }), unasked);
    expect(classify(facts, rules, on).missing).toMatchObject([{ fact: 'seriousIllness', member: 'm2' }]);
    expect(openQuestions(facts, rules, on)).toMatchObject([{ fact: 'seriousIllness', member: 'm2' }]);
  });
});

describe('applyFindings', () => {
  it('replaces what was found and keeps the rest', () => {
    const facts = urban(member(1), member(2));
    const found = applyFindings(facts, {
      residence: 'rural',
      members: [{ memberId: facts.members[1]!.memberId, employed: false }],
    });
    expect(found).toEqual({ ...facts, residence: 'rural', members: [member(1), { ...member(2), employed: false }] });
  });

  it('adds a member whom nobody declared, when the finding says who it is', () => {
    const { memberId, ...rest } = member(3, { relation: 'sibling' });
    expect(applyFindings(urban(member(1)), { members: [{ memberId, ...rest }] }).members).toHaveLength(2);
    const { relation: _, ...nameless } = member(3);
    expect(applyFindings(urban(member(1)), { members: [nameless] }).members).toHaveLength(1);
  });

  it('changes nothing when nothing was found, and settles when applied twice', () => {
    fc.assert(
      fc.property(anyHousehold, anyHousehold, (facts, other) => {
        expect(applyFindings(facts, {})).toEqual(facts);
        const once = applyFindings(facts, other);
        expect(applyFindings(once, other)).toEqual(once);
      }),
    );
  });
});

describe('householdFactsSchema', () => {
  it('lets exactly these facts through, unchanged', () => {
    fc.assert(
      fc.property(anyHousehold, (facts) => {
        expect(householdFactsSchema.parse(JSON.parse(JSON.stringify(facts)))).toEqual(facts);
      }),
    );
  });

  it('knows every income kind of the pack', () => {
    expect([...incomeKinds]).toEqual(incomeKindSchema.options);
  });

  it('refuses two applicants, repeated members, negative money and unknown fields', () => {
    const messages = (facts: object) =>
      householdFactsSchema
        .safeParse(facts)
        .error?.issues.map(({ message }) => message)
        .join();
    expect(messages(urban(member(1), { ...member(2), relation: 'applicant' }))).toContain('一名申请人');
    expect(messages(urban(member(1), member(1)))).toContain('重复');
    expect(messages(urban(member(1, { incomes: [{ kind: 'wage', monthlyFen: -1 as never }] })))).toContain(
      '不能为负数',
    );
    expect(messages({ ...urban(member(1)), idNumber: '1' })).toBeDefined();
    expect(messages(urban({ ...member(1), birthDate: '2026-02-30' as never }))).toContain('真实存在');
    expect(messages(urban())).toContain('申请人');
  });
});
