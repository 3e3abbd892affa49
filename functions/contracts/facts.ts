import * as z from 'zod';
import { incomeKinds } from '../domain/classification/facts.ts';
import type { Findings, HouseholdFacts, MemberFacts, MemberFindings } from '../domain/classification/facts.ts';
import { civilDateSchema } from '../domain/values/civil-date.ts';
import { fenSchema } from '../domain/values/fen.ts';
import { memberIdSchema } from '../domain/values/ids.ts';

const count = (most: number) => z.int('应为整数').min(0, '不能为负数').max(most, `不能超过${most}`);

const residence = z.enum(['urban', 'rural']);

const disabilityKind = z.enum(['vision', 'hearing', 'speech', 'physical', 'intellectual', 'mental', 'multiple']);
const grade = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
const disability = z.union([
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: disabilityKind, grade }),
]);

const income = z.strictObject({
  kind: z.enum(incomeKinds),
  monthlyFen: fenSchema,
  paidBy: z.enum(['sibling', 'aged-60', 'other']).exactOptional(),
});

const spending = z.strictObject({
  kind: z.enum(['living', 'medical', 'education', 'disability-rehabilitation', 'other']),
  fen: fenSchema,
});

const assets = z.strictObject({
  financialFen: fenSchema,
  homes: count(99),
  vehicles: count(99),
  businesses: count(99),
});

const ability = z.boolean().exactOptional();
const selfCare = z.strictObject({
  eating: ability,
  dressing: ability,
  gettingUp: ability,
  toilet: ability,
  walkingIndoors: ability,
  bathing: ability,
});

const obligor = z.strictObject({
  relation: z.enum(['spouse', 'child', 'parent', 'grandchild', 'grandparent', 'sibling', 'other']),
  memberId: memberIdSchema.exactOptional(),
  birthDate: civilDateSchema.exactOptional(),
  status: z.enum(['none', 'destitute', 'dibao']).exactOptional(),
  monthlyIncomeFen: fenSchema.exactOptional(),
  assetsWithinRule: z.boolean().exactOptional(),
  disability: disability.exactOptional(),
  incapacity: z.enum(['none', 'no-civil-capacity', 'declared-missing', 'prison']).exactOptional(),
});

const relation = z.enum(['applicant', 'spouse', 'child', 'parent', 'grandparent', 'grandchild', 'sibling', 'other']);

const memberDetails = {
  birthDate: civilDateSchema.exactOptional(),
  absence: z.enum(['none', 'prison', 'compulsory-rehabilitation', 'declared-missing']).exactOptional(),
  clergyYears: count(120).exactOptional(),
  disability: disability.exactOptional(),
  seriousIllness: z.boolean().exactOptional(),
  study: z
    .enum([
      'none',
      'kindergarten',
      'compulsory',
      'senior-high',
      'secondary-vocational',
      'undergraduate',
      'postgraduate',
    ])
    .exactOptional(),
  employed: z.boolean().exactOptional(),
  incomes: z.array(income).max(50, '收入项目不能超过50项').exactOptional(),
  jobCostMonthlyFen: fenSchema.exactOptional(),
  hardshipDeductionMonthlyFen: fenSchema.exactOptional(),
  spending: z.array(spending).max(200, '支出项目不能超过200项').exactOptional(),
  assets: assets.exactOptional(),
  obligors: z.array(obligor).max(30, '法定义务人不能超过30名').exactOptional(),
  selfCare: selfCare.exactOptional(),
  supportMode: z.enum(['institution', 'home']).exactOptional(),
  childScheme: z.enum(['none', 'orphan', 'de-facto-unattended']).exactOptional(),
  inDestituteSupport: z.boolean().exactOptional(),
};

const memberFactsSchema = z.strictObject({
  memberId: memberIdSchema,
  relation,
  ...memberDetails,
}) satisfies z.ZodType<MemberFacts>;

const memberFindingsSchema = z.strictObject({
  memberId: memberIdSchema,
  relation: relation.exactOptional(),
  ...memberDetails,
}) satisfies z.ZodType<MemberFindings>;

const idsDiffer = (members: readonly { readonly memberId: string }[]) =>
  new Set(members.map((member) => member.memberId)).size === members.length;

/** Declared at intake. One applicant, member ids all different. */
export const householdFactsSchema = z.strictObject({
  residence: residence.exactOptional(),
  antiRelapse: z.boolean().exactOptional(),
  members: z
    .array(memberFactsSchema)
    .min(1, '至少应有申请人本人')
    .max(30, '家庭成员不能超过30人')
    .refine(idsDiffer, '成员编号重复')
    .refine(
      (members) => members.filter((member) => member.relation === 'applicant').length === 1,
      '应有且只有一名申请人',
    ),
}) satisfies z.ZodType<HouseholdFacts>;

/** Result of the household investigation or of the information check. */
export const findingsSchema = z.strictObject({
  residence: residence.exactOptional(),
  antiRelapse: z.boolean().exactOptional(),
  members: z.array(memberFindingsSchema).max(30).refine(idsDiffer, '成员编号重复').exactOptional(),
}) satisfies z.ZodType<Findings>;
