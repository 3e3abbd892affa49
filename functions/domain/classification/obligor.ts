import type { Reference } from '../../../policy/schema.ts';
import { assetsWithin } from './assets.ts';
import { ageOf, type Context, missingOf, nameOf, residenceFigure } from './context.ts';
import type { MemberFacts, Obligor } from './facts.ts';
import { isMindGradeThree, isSevere } from './household.ts';
import { allOf, anyOf, judged, unknown } from './reason.ts';
import type { MissingFact, Reason } from './result.ts';

const ARTICLE: Reference = { code: 'N2', article: '第八条' };

export type DestituteVerdicts = ReadonlyMap<string, Reason['verdict']>;

const PAIRS: Readonly<
  Record<MemberFacts['relation'], Readonly<Partial<Record<MemberFacts['relation'], Obligor['relation']>>>>
> = {
  applicant: { spouse: 'spouse', child: 'child', parent: 'parent' },
  spouse: { applicant: 'spouse', child: 'child' },
  child: { applicant: 'parent', spouse: 'parent' },
  parent: { applicant: 'child' },
  grandparent: {},
  grandchild: {},
  sibling: {},
  other: {},
};

/** Declared obligors and, as their relation to the applicant shows, spouses, parents and grown-up children in the household. */
export function obligorsOf(context: Context, member: MemberFacts, household: readonly MemberFacts[]): Obligor[] {
  const declared = member.obligors ?? [];
  const named = new Set(declared.map((obligor) => obligor.memberId));
  const inferred = household.flatMap((other): Obligor[] => {
    const relation = PAIRS[member.relation][other.relation];
    if (other.memberId === member.memberId || relation === undefined || named.has(other.memberId)) return [];
    return [{ relation, memberId: other.memberId }];
  });
  return [...declared, ...inferred].filter((obligor) => !isMinor(context, resolve(obligor, household)));
}

/** N2 art 8: nobody obliged, or everybody who is obliged is unable. */
export function withoutAbleObligor(
  context: Context,
  member: MemberFacts,
  household: readonly MemberFacts[],
  destitute: DestituteVerdicts,
): Reason {
  const each = obligorsOf(context, member, household).map((obligor) =>
    unable(context, member, obligor, household, destitute),
  );
  const others =
    member.obligors === undefined
      ? [
          unknown('obligors-unknown', `${nameOf(member)}有无法定义务人尚不清楚`, [
            missingOf(member, 'obligors', '法定义务人(赡养、抚养、扶养义务人)情况'),
          ]),
        ]
      : [];
  const text = each.length + others.length === 0 ? '无法定义务人' : '无法定义务人,或者法定义务人无履行义务能力';
  return allOf('no-able-obligor', text, [...each, ...others], { source: ARTICLE });
}

/** What is known of an obligor, with the facts of the household member that it points to. */
function resolve(obligor: Obligor, household: readonly MemberFacts[]): Obligor & { readonly member?: MemberFacts } {
  const member = household.find((candidate) => candidate.memberId === obligor.memberId);
  if (member === undefined) return obligor;
  return {
    ...(member.birthDate === undefined ? {} : { birthDate: member.birthDate }),
    ...(member.disability === undefined ? {} : { disability: member.disability }),
    status: 'none',
    incapacity: member.absence === 'prison' || member.absence === 'declared-missing' ? member.absence : 'none',
    ...obligor,
    member,
  };
}

function isMinor(context: Context, obligor: Obligor): boolean {
  const age = ageOf(context, obligor);
  return age !== undefined && age < 18;
}

function unable(
  context: Context,
  member: MemberFacts,
  declared: Obligor,
  household: readonly MemberFacts[],
  destitute: DestituteVerdicts,
): Reason {
  const obligor = resolve(declared, household);
  const index = member.obligors?.indexOf(declared) ?? -1;
  const who = obligor.member === undefined ? `法定义务人(${RELATIONS[obligor.relation]})` : nameOf(obligor.member);
  const ask = (fact: string, text: string): MissingFact[] => [
    obligor.member === undefined
      ? missingOf(member, `obligors[${index}].${fact}`, `${who}的${text}`)
      : missingOf(obligor.member, fact, text),
  ];
  const age = ageOf(context, obligor);
  const olderThan = (years: number): Reason =>
    age === undefined
      ? unknown(`obligor-${years}`, `${who}的年龄尚不清楚`, ask('birthDate', '出生日期'))
      : judged(`obligor-${years}`, age >= years, `${who}${age}周岁`);
  const means = allOf('obligor-means', '收入低于上年度人均可支配收入且财产符合规定', [
    incomeBelowDisposable(context, obligor, who, ask),
    assetsOf(context, obligor, who, ask),
  ]);
  return anyOf(
    'obligor-unable',
    `${who}无履行义务能力`,
    [
      isDestitute(obligor, who, destitute, ask),
      allOf('obligor-dibao-60', '60周岁以上的低保对象', [statusIs(obligor, 'dibao', who, ask), olderThan(60)]),
      allOf('obligor-aged-70', '70周岁以上,收入、财产符合规定', [olderThan(70), means]),
      allOf('obligor-disabled', '重度残疾或三级智力、精神残疾,收入、财产符合规定', [
        disabled(obligor, who, ask),
        means,
      ]),
      allOf('obligor-incapable', '无民事行为能力、被宣告失踪或者在监狱服刑,财产符合规定', [
        incapable(obligor, who, ask),
        assetsOf(context, obligor, who, ask),
      ]),
    ],
    { source: ARTICLE },
  );
}

type Resolved = ReturnType<typeof resolve>;
type Ask = (fact: string, text: string) => MissingFact[];

const RELATIONS: Readonly<Record<Obligor['relation'], string>> = {
  spouse: '配偶',
  child: '子女',
  parent: '父母',
  grandchild: '孙子女(外孙子女)',
  grandparent: '祖父母(外祖父母)',
  sibling: '兄弟姐妹',
  other: '其他',
};

function isDestitute(obligor: Resolved, who: string, destitute: DestituteVerdicts, ask: Ask): Reason {
  if (obligor.member === undefined) return statusIs(obligor, 'destitute', who, ask);
  const verdict = destitute.get(obligor.member.memberId) ?? 'not-met';
  if (verdict === 'unknown') return unknown('obligor-destitute', `${who}是否符合特困人员条件尚不清楚`, []);
  return judged('obligor-destitute', verdict === 'met', `${who}${verdict === 'met' ? '同时' : '不'}符合特困人员条件`);
}

function statusIs(obligor: Resolved, status: 'destitute' | 'dibao', who: string, ask: Ask): Reason {
  const title = status === 'dibao' ? '低保对象' : '特困人员';
  if (obligor.status === undefined)
    return unknown(`obligor-${status}`, `${who}是否为${title}尚不清楚`, ask('status', '救助身份'));
  return judged(
    `obligor-${status}`,
    obligor.status === status,
    `${who}${obligor.status === status ? '是' : '不是'}${title}`,
  );
}

function incomeBelowDisposable(context: Context, obligor: Resolved, who: string, ask: Ask): Reason {
  const line = residenceFigure(context, 'disposable-income');
  if (line.kind === 'absent') return unknown('obligor-income', line.text, line.missing);
  const monthly = obligor.monthlyIncomeFen ?? obligor.member?.incomes?.reduce((sum, item) => sum + item.monthlyFen, 0);
  if (monthly === undefined) {
    const fact = obligor.member === undefined ? 'monthlyIncomeFen' : 'incomes';
    return unknown('obligor-income', `${who}的收入尚不清楚`, ask(fact, '收入情况'));
  }
  const { figure } = line;
  return judged(
    'obligor-income',
    monthly * 12 < figure.value,
    `${who}年收入${monthly * 12 < figure.value ? '低于' : '不低于'}${figure.title}`,
    {
      figures: [figure],
    },
  );
}

function assetsOf(context: Context, obligor: Resolved, who: string, ask: Ask): Reason {
  if (obligor.assetsWithinRule !== undefined)
    return judged(
      'obligor-assets',
      obligor.assetsWithinRule,
      `${who}财产${obligor.assetsWithinRule ? '' : '不'}符合低收入家庭规定`,
    );
  if (obligor.member?.assets !== undefined) return assetsWithin(context, [obligor.member], 'dibao-marginal', ARTICLE);
  const fact = obligor.member === undefined ? 'assetsWithinRule' : 'assets';
  return unknown('obligor-assets', `${who}的财产状况尚不清楚`, ask(fact, '财产状况'));
}

function disabled(obligor: Resolved, who: string, ask: Ask): Reason {
  const { disability } = obligor;
  if (disability === undefined)
    return unknown('obligor-disability', `${who}的残疾情况尚不清楚`, ask('disability', '残疾情况'));
  const met = isSevere(disability) || isMindGradeThree(disability);
  return judged('obligor-disability', met, `${who}${met ? '属于' : '不属于'}重度残疾或三级智力、精神残疾`);
}

function incapable(obligor: Resolved, who: string, ask: Ask): Reason {
  const { incapacity } = obligor;
  if (incapacity === undefined)
    return unknown(
      'obligor-incapacity',
      `${who}的民事行为能力等情况尚不清楚`,
      ask('incapacity', '民事行为能力、失踪、服刑情况'),
    );
  return judged('obligor-incapacity', incapacity !== 'none', `${who}${incapacity === 'none' ? '无' : '有'}上述情形`);
}
