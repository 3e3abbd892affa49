import type * as z from 'zod';
import type { submitApplicationSchema } from '../../functions/contracts/applications.ts';
import type { Tier } from '../../policy/schema.ts';
import { fictitiousIdNumber } from './people.ts';

export type Submission = z.input<typeof submitApplicationSchema>;
type MemberFacts = Submission['facts']['members'][number];
type Common = Omit<Partial<MemberFacts>, 'memberId' | 'relation'>;

/** Where a family lives and which invented family it is. */
export interface Place {
  /** Township, nine digits. */
  readonly area: string;
  /** The same number gives the same people, another number other people; below 999 000. */
  readonly sequence: number;
}

/** An invented family and what the rules of 2025–2026 come to for it. */
export interface InventedFamily {
  readonly title: string;
  readonly recommended: readonly { readonly tier: Tier; readonly route: string; readonly members: readonly string[] }[];
  build(place: Place): Submission;
}

interface Person {
  readonly name: string;
  readonly born: string;
  readonly facts: Omit<MemberFacts, 'memberId'>;
}

const nothing = { financialFen: 0, homes: 0, vehicles: 0, businesses: 0 };
const savings = (financialFen: number, homes = 1) => ({ ...nothing, financialFen, homes });

/** An adult of whom nothing special is known: healthy, out of school, without spending. */
const adult: Common = {
  disability: { kind: 'none' },
  seriousIllness: false,
  study: 'none',
  employed: true,
  incomes: [],
  spending: [],
  assets: nothing,
};

const pupil: Common = {
  ...adult,
  study: 'compulsory',
  employed: false,
  childScheme: 'none',
};

const wage = (monthlyFen: number): NonNullable<MemberFacts['incomes']> => [{ kind: 'wage', monthlyFen }];

/** Complete papers, everybody's authorisation, no near relatives: what is wrong with it a test takes out. */
function submission({ area, sequence }: Place, requestedTier: Tier, people: readonly Person[]): Submission {
  const members = people.map((person, index) => ({ ...person, memberId: `m${index + 1}` }));
  return {
    area,
    requestedTier,
    family: {
      members: members.map(({ memberId, name, born }) => ({
        memberId,
        name,
        idNumber: fictitiousIdNumber(born, sequence),
      })),
      address: `演示村${(sequence % 200) + 1}号`,
    },
    facts: { residence: 'rural', members: members.map(({ memberId, facts }) => ({ memberId, ...facts })) },
    papers: {
      application: true,
      purposeNotice: true,
      checkAuthorisations: members.map(({ memberId }) => memberId),
      incomeStatement: true,
    },
    nearRelatives: { declared: true, relatives: [] },
    circumstances: [],
  };
}

/** 低保: one small wage for two. */
export const workingPoor: InventedFamily = {
  title: '务工收入微薄的农村家庭',
  recommended: [{ tier: 'dibao', route: 'household', members: ['m1', 'm2'] }],
  build: (place) =>
    submission(place, 'dibao', [
      {
        name: '张演示',
        born: '1980-05-06',
        facts: { ...adult, relation: 'applicant', incomes: wage(80_000), assets: savings(100_000) },
      },
      { name: '张小演', born: '2012-01-02', facts: { ...pupil, relation: 'child' } },
    ]),
};

/** 特困, though the family asks for 低保. */
export const elderAlone: InventedFamily = {
  title: '无法定义务人的独居老人',
  recommended: [{ tier: 'destitute', route: 'person', members: ['m1'] }],
  build: (place) =>
    submission(place, 'dibao', [
      {
        name: '李演示',
        born: '1948-03-04',
        facts: {
          ...adult,
          relation: 'applicant',
          employed: false,
          incomes: [{ kind: 'basic-pension', monthlyFen: 20_000 }],
          assets: savings(200_000),
          obligors: [],
          selfCare: {
            eating: true,
            dressing: true,
            gettingUp: true,
            toilet: true,
            walkingIndoors: true,
            bathing: true,
          },
        },
      },
    ]),
};

/** 低保边缘: above the line, below one and a half times the line. */
export const justAboveTheLine: InventedFamily = {
  title: '收入略高于低保标准的家庭',
  recommended: [{ tier: 'dibao-marginal', route: 'household', members: ['m1', 'm2', 'm3'] }],
  build: (place) =>
    submission(place, 'dibao', [
      {
        name: '王演示',
        born: '1978-07-08',
        facts: { ...adult, relation: 'applicant', incomes: wage(230_000), assets: savings(500_000) },
      },
      { name: '赵演示', born: '1979-09-10', facts: { ...adult, relation: 'spouse', incomes: wage(110_000) } },
      { name: '王小演', born: '2013-11-12', facts: { ...pupil, relation: 'child' } },
    ]),
};

/** 参照单人户: the family is well off, its jobless severely disabled son is not. */
export const disabledSon: InventedFamily = {
  title: '有无业重度残疾成年子女的家庭',
  recommended: [{ tier: 'dibao', route: 'reference-single', members: ['m3'] }],
  build: (place) =>
    submission(place, 'dibao', [
      {
        name: '刘演示',
        born: '1968-02-03',
        facts: {
          ...adult,
          relation: 'applicant',
          incomes: wage(500_000),
          assets: { ...savings(8_000_000, 2), vehicles: 1 },
        },
      },
      { name: '陈演示', born: '1969-04-05', facts: { ...adult, relation: 'spouse', incomes: wage(400_000) } },
      {
        name: '刘小演',
        born: '1995-06-07',
        facts: { ...adult, relation: 'child', employed: false, disability: { kind: 'physical', grade: 1 } },
      },
    ]),
};

/** 单独纳入: a 低保边缘 family, one of whom is mentally disabled (grade 3). */
export const disabledInMarginal: InventedFamily = {
  title: '有三级智力残疾成员的低保边缘家庭',
  recommended: [
    { tier: 'dibao', route: 'single-inclusion', members: ['m2'] },
    { tier: 'dibao-marginal', route: 'household', members: ['m1', 'm3'] },
  ],
  build: (place) =>
    submission(place, 'dibao-marginal', [
      {
        name: '杨演示',
        born: '1976-01-15',
        facts: { ...adult, relation: 'applicant', incomes: wage(360_000), assets: savings(300_000) },
      },
      {
        name: '黄演示',
        born: '1977-02-16',
        facts: { ...adult, relation: 'spouse', employed: false, disability: { kind: 'intellectual', grade: 3 } },
      },
      { name: '杨小演', born: '2011-03-17', facts: { ...pupil, relation: 'child' } },
    ]),
};

/** 刚性支出: an average income, most of which goes to the hospital. */
export const highMedicalSpending: InventedFamily = {
  title: '医疗支出过高的家庭',
  recommended: [{ tier: 'rigid-expenditure', route: 'household', members: ['m1', 'm2', 'm3'] }],
  build: (place) =>
    submission(place, 'dibao', [
      {
        name: '周演示',
        born: '1975-08-18',
        facts: { ...adult, relation: 'applicant', incomes: wage(300_000), assets: savings(400_000) },
      },
      {
        name: '吴演示',
        born: '1976-09-19',
        facts: {
          ...adult,
          relation: 'spouse',
          seriousIllness: true,
          incomes: wage(180_000),
          spending: [{ kind: 'medical', fen: 4_500_000 }],
        },
      },
      { name: '周小演', born: '2010-10-20', facts: { ...pupil, relation: 'child' } },
    ]),
};

/** No tier: two good wages and two homes. */
export const nobodyFits: InventedFamily = {
  title: '不符合任何类别的家庭',
  recommended: [],
  build: (place) =>
    submission(place, 'dibao', [
      {
        name: '徐演示',
        born: '1982-01-21',
        facts: {
          ...adult,
          relation: 'applicant',
          incomes: wage(700_000),
          assets: { ...savings(9_000_000, 2), vehicles: 1 },
        },
      },
      { name: '孙演示', born: '1983-02-22', facts: { ...adult, relation: 'spouse', incomes: wage(500_000) } },
    ]),
};

export const families = {
  workingPoor,
  elderAlone,
  justAboveTheLine,
  disabledSon,
  disabledInMarginal,
  highMedicalSpending,
  nobodyFits,
} as const satisfies { readonly [id: string]: InventedFamily };
