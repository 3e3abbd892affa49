import type { Reference } from '../../../policy/schema.ts';
import { ageOn } from '../values/civil-date.ts';
import type { CivilDate } from '../values/civil-date.ts';
import { formatYuan } from '../values/fen.ts';
import { assetsWithin } from './assets.ts';
import { ageOf, type Context, missingOf, nameOf, residenceFigure } from './context.ts';
import type { Disability, MemberFacts } from './facts.ts';
import { countedIncome } from './income.ts';
import { type DestituteVerdicts, obligorsOf, withoutAbleObligor } from './obligor.ts';
import { allOf, anyOf, judged, unknown } from './reason.ts';
import type { Reason } from './result.ts';

const article = (text: string): Reference => ({ code: 'N2', article: text });

/**
 * 特困, person by person (N2 art 4). Members who depend on each other are judged together: an obligor who would be 特困 himself is
 * unable (art 8), so the greatest set that holds together is sought, which does not depend on the order of members.
 */
export function destitutePersons(
  context: Context,
  household: readonly MemberFacts[],
  declared: readonly MemberFacts[],
): ReadonlyMap<string, Reason> {
  const own = household.map((member) => ({ member, conditions: ownConditions(context, member, household, declared) }));
  let verdicts: DestituteVerdicts = new Map(
    own.map(({ member, conditions }) => [member.memberId, allOf('own', '', conditions).verdict]),
  );
  for (;;) {
    const reasons = new Map(
      own.map(({ member, conditions }) => [member.memberId, person(context, member, conditions, declared, verdicts)]),
    );
    const next = new Map([...reasons].map(([id, reason]) => [id, reason.verdict]));
    if ([...next].every(([id, verdict]) => verdicts.get(id) === verdict)) return reasons;
    verdicts = next;
  }
}

function person(
  context: Context,
  member: MemberFacts,
  conditions: readonly Reason[],
  declared: readonly MemberFacts[],
  verdicts: DestituteVerdicts,
): Reason {
  const obligors = withoutAbleObligor(context, member, declared, verdicts);
  return allOf(
    'destitute-person',
    `${nameOf(member)}:无劳动能力、无生活来源、无法定义务人或义务人无能力`,
    [...conditions, obligors],
    {
      source: article('第四条'),
      member: member.memberId,
    },
  );
}

function ownConditions(
  context: Context,
  member: MemberFacts,
  household: readonly MemberFacts[],
  declared: readonly MemberFacts[],
): Reason[] {
  return [
    noCapacity(context, member),
    livelihoodOf(context, member, household, declared),
    notInChildScheme(context, member),
  ];
}

/** An elderly couple whose only obligors are each other is tested on what both have together. */
function livelihoodOf(
  context: Context,
  member: MemberFacts,
  household: readonly MemberFacts[],
  declared: readonly MemberFacts[],
): Reason {
  const alone = noLivelihood(context, [member]);
  const partner = mutualPartner(context, member, household, declared);
  if (partner === undefined) return alone;
  const together = noLivelihood(context, [member, partner]);
  const open = [member, partner].filter((one) => one.obligors === undefined);
  if (open.length === 0) return together;
  if (together.verdict === alone.verdict) return alone;
  return unknown(
    'no-livelihood',
    '夫妻是否仅互为法定义务人尚不清楚,收入和财产应单独还是合并计算待定',
    open.map((one) => missingOf(one, 'obligors', '法定义务人(赡养、抚养、扶养义务人)情况')),
    { source: article('第六条') },
  );
}

/** The spouse of 60 or more in the household, when as far as is known neither has another obligor. */
function mutualPartner(
  context: Context,
  member: MemberFacts,
  household: readonly MemberFacts[],
  declared: readonly MemberFacts[],
): MemberFacts | undefined {
  const onlyObligor = (of: MemberFacts): MemberFacts | undefined => {
    const [first, ...more] = obligorsOf(context, of, declared);
    if (first?.relation !== 'spouse' || more.length > 0) return undefined;
    return household.find((candidate) => candidate.memberId === first.memberId);
  };
  const partner = onlyObligor(member);
  if (partner === undefined || onlyObligor(partner)?.memberId !== member.memberId) return undefined;
  return [member, partner].every((one) => (ageOf(context, one) ?? 0) >= 60) ? partner : undefined;
}

/** N2 art 5; art 24 keeps those who are already supported to 18, and in school beyond. */
function noCapacity(context: Context, member: MemberFacts): Reason {
  const age = ageOf(context, member);
  const who = nameOf(member);
  const byAge =
    age === undefined
      ? unknown('age', `${who}的年龄尚不清楚`, [missingOf(member, 'birthDate', '出生日期')])
      : judged('age', age >= 60 || age < 16, `${who}${age}周岁(60周岁以上或者未满16周岁)`);
  return anyOf('no-capacity', `${who}无劳动能力`, [byAge, byDisability(member), ...keptSupport(member, age)], {
    source: article('第五条'),
  });
}

/** Nothing known says that the person cannot: of working age, and no disability of those that take the capacity (N2 art 5). */
export function mayWork({ birthDate, disability }: MemberFacts, on: CivilDate): boolean {
  const age = birthDate === undefined ? undefined : ageOn(birthDate, on);
  const isOfAge = age === undefined || (age >= 16 && age < 60);
  return isOfAge && (disability === undefined || !takesCapacity(disability));
}

function byDisability(member: MemberFacts): Reason {
  const who = nameOf(member);
  const { disability } = member;
  if (disability === undefined)
    return unknown('disability', `${who}的残疾情况尚不清楚`, [missingOf(member, 'disability', '残疾类别和等级')]);
  const met = takesCapacity(disability);
  const text = met ? '残疾类别和等级属于无劳动能力情形' : '无残疾,或者残疾类别和等级不属于无劳动能力情形';
  return judged('disability', met, `${who}${text}(智力、精神一至三级,肢体一、二级,视力一级)`);
}

function takesCapacity(disability: Disability): boolean {
  switch (disability.kind) {
    case 'intellectual':
    case 'mental':
      return disability.grade <= 3;
    case 'physical':
      return disability.grade <= 2;
    case 'vision':
      return disability.grade === 1;
    case 'none':
    case 'hearing':
    case 'speech':
    case 'multiple':
      return false;
  }
}

function keptSupport(member: MemberFacts, age: number | undefined): Reason[] {
  if (member.inDestituteSupport !== true || age === undefined || age < 16 || age >= 60) return [];
  const who = nameOf(member);
  if (age < 18)
    return [judged('kept-to-18', true, `${who}已享受特困供养,未满18周岁`, { source: article('第二十四条') })];
  if (member.study === undefined)
    return [unknown('kept-in-school', `${who}是否在校尚不清楚`, [missingOf(member, 'study', '就学情况')])];
  const inSchool = ['compulsory', 'senior-high', 'secondary-vocational'].includes(member.study);
  return [
    judged(
      'kept-in-school',
      inSchool,
      `${who}已享受特困供养,${inSchool ? '仍' : '已不'}在义务教育、普通高中或中等职业学校就读`,
      {
        source: article('第二十四条'),
      },
    ),
  ];
}

/** N2 art 6: income below the 低保 line and property within the rule. */
function noLivelihood(context: Context, members: readonly MemberFacts[]): Reason {
  return allOf(
    'no-livelihood',
    '无生活来源:收入低于当地低保标准,财产符合特困人员财产状况规定',
    [incomeBelowLine(context, members), assetsWithin(context, members, 'destitute', article('第七条'))],
    { source: article('第六条') },
  );
}

function incomeBelowLine(context: Context, members: readonly MemberFacts[]): Reason {
  const line = residenceFigure(context, 'dibao-line');
  if (line.kind === 'absent') return unknown('income', line.text, line.missing);
  const income = countedIncome(context, members, 'destitute');
  if (income.kind === 'open') return unknown('income', '收入情况尚不清楚', income.missing);
  const limit = line.figure.value * members.length;
  const met = income.fen < limit;
  return judged(
    'income',
    met,
    `计入月收入${formatYuan(income.fen)},${met ? '低于' : '不低于'}${formatYuan(line.figure.value)}×${members.length}人=${formatYuan(limit)}`,
    { figures: [line.figure], source: article('第六条') },
  );
}

/** N2 art 9: minors who chose the scheme for orphans or for children nobody looks after are not 特困. */
function notInChildScheme(context: Context, member: MemberFacts): Reason {
  const source = article('第九条');
  const age = ageOf(context, member);
  if (age !== undefined && age >= 18) return judged('no-child-scheme', true, `${nameOf(member)}已成年`, { source });
  if (member.childScheme === undefined)
    return unknown(
      'no-child-scheme',
      `${nameOf(member)}是否选择孤儿或事实无人抚养儿童保障尚不清楚`,
      [missingOf(member, 'childScheme', '是否选择孤儿、事实无人抚养儿童保障')],
      { source },
    );
  const met = member.childScheme === 'none';
  return judged('no-child-scheme', met, `${nameOf(member)}${met ? '未选择' : '已选择'}孤儿、事实无人抚养儿童保障`, {
    source,
  });
}
