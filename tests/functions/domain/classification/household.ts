import fc from 'fast-check';
import type {
  Assets,
  Disability,
  HouseholdFacts,
  IncomeItem,
  MemberFacts,
  Obligor,
} from '../../../../functions/domain/classification/facts.ts';
import type { Classification, Reason } from '../../../../functions/domain/classification/result.ts';
import { civilDate, dayNumber, fromDayNumber } from '../../../../functions/domain/values/civil-date.ts';
import { fen } from '../../../../functions/domain/values/fen.ts';
import { memberId } from '../../../../functions/domain/values/ids.ts';
import { dongying } from '../../../../policy/dongying/dongying.ts';
import { rulesAt } from '../../../../policy/rules-at.ts';
import type { IncomeKind } from '../../../../policy/schema.ts';
import { incomeKindSchema } from '../../../../policy/schema.ts';

export const on = civilDate('2026-11-23');
export const rules = rulesAt(dongying, on, '370502');

export const noAssets: Assets = { financialFen: fen(0), homes: 1, vehicles: 0, businesses: 0 };

/** Healthy, 40, employed, no income, no property beyond the home: everything known. The home is the applicant's. */
export function member(number: number, more: Partial<MemberFacts> = {}): MemberFacts {
  return {
    memberId: memberId(`m${number}`),
    relation: number === 1 ? 'applicant' : 'other',
    birthDate: civilDate('1986-05-01'),
    disability: { kind: 'none' },
    seriousIllness: false,
    study: 'none',
    employed: true,
    incomes: [],
    spending: [],
    assets: { ...noAssets, homes: number === 1 ? 1 : 0 },
    obligors: [],
    childScheme: 'none',
    ...more,
  };
}

export const income = (kind: IncomeKind, yuan: number, paidBy?: IncomeItem['paidBy']): IncomeItem => ({
  kind,
  monthlyFen: fen(Math.round(yuan * 100)),
  ...(paidBy === undefined ? {} : { paidBy }),
});

export const wage = (yuan: number) => [income('wage', yuan)];

export const urban = (...members: MemberFacts[]): HouseholdFacts => ({ residence: 'urban', members });

export const severe: Disability = { kind: 'physical', grade: 1 };

/** Any household that the schema lets in, with facts missing at random. */
export const anyHousehold: fc.Arbitrary<HouseholdFacts> = fc.record(
  {
    residence: fc.constantFrom('urban' as const, 'rural' as const),
    antiRelapse: fc.boolean(),
    members: fc
      .array(fc.nat(), { minLength: 1, maxLength: 5 })
      .chain((list) => fc.tuple(...list.map((_, index) => anyMember(index + 1)))),
  },
  { requiredKeys: ['members'] },
);

const date = fc.integer({ min: dayNumber(civilDate('1930-01-01')), max: dayNumber(on) }).map(fromDayNumber);
/** Crowded around the lines, where mistakes show. */
const money = fc
  .oneof(
    fc.constantFrom(0, 1, 93_000, 107_499, 107_500, 107_501, 161_249, 161_250, 500_000),
    fc.integer({ min: 0, max: 90_000 }),
    fc.integer({ min: 0, max: 400_000 }),
  )
  .map(fen);
const anyAssets: fc.Arbitrary<Assets> = fc.record({
  financialFen: fc.nat(9_000_000).map(fen),
  homes: fc.nat(3),
  vehicles: fc.nat(2),
  businesses: fc.nat(1),
});
const anyDisability: fc.Arbitrary<Disability> = fc.oneof(
  fc.constant({ kind: 'none' as const }),
  fc.record({
    kind: fc.constantFrom('vision', 'hearing', 'speech', 'physical', 'intellectual', 'mental', 'multiple'),
    grade: fc.constantFrom(1, 2, 3, 4),
  }),
);
const anyIncome = fc.record(
  {
    kind: fc.constantFrom(...incomeKindSchema.options),
    monthlyFen: money,
    paidBy: fc.constantFrom('sibling' as const, 'aged-60' as const, 'other' as const),
  },
  { requiredKeys: ['kind', 'monthlyFen'] },
);
const anyObligor: fc.Arbitrary<Obligor> = fc.record(
  {
    relation: fc.constantFrom('spouse', 'child', 'parent', 'sibling', 'other'),
    memberId: fc.integer({ min: 1, max: 6 }).map((n) => memberId(`m${n}`)),
    birthDate: date,
    status: fc.constantFrom('none', 'destitute', 'dibao'),
    monthlyIncomeFen: money,
    assetsWithinRule: fc.boolean(),
    disability: anyDisability,
    incapacity: fc.constantFrom('none', 'no-civil-capacity', 'declared-missing', 'prison'),
  },
  { requiredKeys: ['relation'] },
);

/** Every fact known, but for those that only matter to some. */
export const knownHousehold: fc.Arbitrary<HouseholdFacts> = fc
  .integer({ min: 1, max: 4 })
  .chain((size) => fc.tuple(...[...Array(size).keys()].map((index) => anyMember(index + 1, true))))
  .map((members) => ({ residence: 'urban' as const, members }));

function anyMember(number: number, known = false): fc.Arbitrary<MemberFacts> {
  return fc.record(
    {
      memberId: fc.constant(memberId(`m${number}`)),
      relation:
        number === 1
          ? fc.constant('applicant' as const)
          : fc.constantFrom('spouse', 'child', 'parent', 'sibling', 'grandchild', 'other'),
      birthDate: date,
      absence: fc.constantFrom('none', 'prison', 'compulsory-rehabilitation', 'declared-missing'),
      clergyYears: fc.nat(5),
      disability: anyDisability,
      seriousIllness: fc.boolean(),
      study: fc.constantFrom('none', 'compulsory', 'senior-high', 'undergraduate'),
      employed: fc.boolean(),
      incomes: fc.array(anyIncome, { maxLength: 2 }),
      jobCostMonthlyFen: money,
      hardshipDeductionMonthlyFen: money,
      spending: fc.array(
        fc.record({ kind: fc.constantFrom('medical', 'education'), fen: fc.nat(9_000_000).map(fen) }),
        { maxLength: 2 },
      ),
      assets: fc.oneof({ weight: 4, arbitrary: fc.constant({ ...noAssets, homes: 0 }) }, anyAssets),
      obligors: fc.oneof(fc.constant([]), fc.array(anyObligor, { maxLength: 2 })),
      selfCare: fc.record(
        {
          eating: fc.boolean(),
          dressing: fc.boolean(),
          gettingUp: fc.boolean(),
          toilet: fc.boolean(),
          walkingIndoors: fc.boolean(),
          bathing: fc.boolean(),
        },
        { requiredKeys: [] },
      ),
      childScheme: fc.constantFrom('none', 'orphan', 'de-facto-unattended'),
      inDestituteSupport: fc.boolean(),
    },
    known ? {} : { requiredKeys: ['memberId', 'relation'] },
  );
}

/** What a test says of a result, in words short enough to compare. */
export const kinds = (result: Classification) => result.tiers.map(({ kind }) => kind);
export const chosen = (result: Classification) =>
  result.recommended.map(({ tier, route, members }) => `${tier}/${route}:${members.join(',')}`);
export const missing = (result: Classification) =>
  result.missing.map((fact) => `${fact.member ?? 'household'}.${fact.fact}`);
export const codes = (reason: Reason): string[] => [reason.code, ...(reason.because ?? []).flatMap(codes)];
export const textOf = (reason: Reason): string => [reason.text, ...(reason.because ?? []).map(textOf)].join('\n');

export const elder = { birthDate: civilDate('1956-11-23') };
export const child = (number: number, birth: string, more = {}) =>
  member(number, { relation: 'child', birthDate: civilDate(birth), employed: false, study: 'compulsory', ...more });
