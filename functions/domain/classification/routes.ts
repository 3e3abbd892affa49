import { formatYuan } from '../values/fen.ts';
import { notComputed, topUp } from './amount.ts';
import { assetsWithin } from './assets.ts';
import { ageOf, type Context, figureOf, missingOf, nameOf, residenceFigure } from './context.ts';
import type { IncomeItem, MemberFacts } from './facts.ts';
import { isMindGradeThree, isSevere } from './household.ts';
import { countedIncome } from './income.ts';
import { allOf, anyOf, judged, unknown } from './reason.ts';
import type { Reason, RouteVerdict } from './result.ts';

/** 单独纳入: one seriously ill or severely disabled person out of a 低保边缘 family (N1 art 8, N5 一(四)). */
export function singleInclusion(context: Context, members: readonly MemberFacts[]): RouteVerdict[] {
  return members.flatMap((member) => {
    const hardship = anyOf('hardship', `${nameOf(member)}属于重度残疾人、三级智力或精神残疾人、重病患者`, [
      disabilityIs(member, 'disability', (disability) => isSevere(disability) || isMindGradeThree(disability)),
      seriousIllness(member),
    ]);
    if (hardship.verdict === 'not-met') return [];
    const reasons = allOf(
      'single-inclusion',
      `${nameOf(member)}可以从低保边缘家庭中单独纳入低保`,
      [hardship, ownIncomeBelowLine(context, member, 'single-inclusion', () => false)],
      { source: { code: 'N1', article: '第八条' }, member: member.memberId },
    );
    return [verdict(context, 'single-inclusion', member, reasons, () => false)];
  });
}

/** 参照单人户: a jobless, severely disabled adult, whatever the family's tier (N5 一(一)). */
export function referenceSingle(context: Context, members: readonly MemberFacts[]): RouteVerdict[] {
  return members.flatMap((member) => {
    const severe = disabilityIs(member, 'severe-disability', isSevere);
    const age = ageOf(context, member);
    if (severe.verdict === 'not-met' || (age !== undefined && age < 18) || member.employed === true) return [];
    const adult =
      age === undefined
        ? unknown('adult', `${nameOf(member)}的年龄尚不清楚`, [missingOf(member, 'birthDate', '出生日期')])
        : judged('adult', true, `${nameOf(member)}${age}周岁,已成年`);
    const jobless =
      member.employed === undefined
        ? unknown('jobless', `${nameOf(member)}是否就业尚不清楚`, [missingOf(member, 'employed', '就业情况')])
        : judged('jobless', true, `${nameOf(member)}无业`);
    const source = { code: 'N5', article: '一(一)' };
    const reasons = allOf(
      'reference-single',
      `${nameOf(member)}可以参照单人户纳入低保`,
      [
        severe,
        adult,
        jobless,
        ownIncomeBelowLine(context, member, 'reference-single', paidByRelievedRelative),
        assetsWithin(context, [member], 'dibao', { code: 'N1', article: '第十四条' }),
      ],
      { source, member: member.memberId },
    );
    return [verdict(context, 'reference-single', member, reasons, paidByRelievedRelative)];
  });
}

/** What siblings and persons of 60 and more pay may be disregarded (N5 一(一)). */
function paidByRelievedRelative(item: IncomeItem): boolean {
  return item.kind === 'maintenance' && (item.paidBy === 'sibling' || item.paidBy === 'aged-60');
}

function verdict(
  context: Context,
  route: RouteVerdict['route'],
  member: MemberFacts,
  reasons: Reason,
  isDisregarded: (item: IncomeItem) => boolean,
): RouteVerdict {
  const kind = reasons.verdict === 'unknown' ? 'not-computed' : reasons.verdict;
  const amount = kind === 'met' ? topUp(context, [member], isDisregarded) : notComputed('尚未符合条件');
  return { route, member: member.memberId, kind, reasons, amount };
}

function disabilityIs(
  member: MemberFacts,
  code: string,
  test: (disability: NonNullable<MemberFacts['disability']>) => boolean,
): Reason {
  if (member.disability === undefined)
    return unknown(code, `${nameOf(member)}的残疾情况尚不清楚`, [missingOf(member, 'disability', '残疾类别和等级')]);
  const met = test(member.disability);
  return judged(code, met, `${nameOf(member)}的残疾类别和等级${met ? '符合' : '不符合'}规定`);
}

function seriousIllness(member: MemberFacts): Reason {
  if (member.seriousIllness === undefined)
    return unknown('serious-illness', `${nameOf(member)}是否患重特大疾病尚不清楚`, [
      missingOf(member, 'seriousIllness', '重特大疾病认定情况'),
    ]);
  return judged(
    'serious-illness',
    member.seriousIllness,
    `${nameOf(member)}${member.seriousIllness ? '患' : '未患'}当地认定的重特大疾病`,
  );
}

/** 单独纳入 has its own bound, a parameter of the pack; 参照单人户 is measured as any household of one. */
function ownIncomeBelowLine(
  context: Context,
  member: MemberFacts,
  route: RouteVerdict['route'],
  isDisregarded: (item: IncomeItem) => boolean,
): Reason {
  const line = residenceFigure(context, 'dibao-line');
  if (line.kind === 'absent') return unknown('own-income', line.text, line.missing);
  const bound = route === 'single-inclusion' ? figureOf(context, 'single-inclusion.own-income') : undefined;
  if (bound?.kind === 'absent') return unknown('own-income', bound.text, bound.missing);
  const income = countedIncome(context, [member], 'dibao', isDisregarded);
  if (income.kind === 'open') return unknown('own-income', '本人收入尚不清楚', income.missing);
  const percent = bound?.figure.value ?? 100;
  const met = income.fen * 100 < line.figure.value * percent;
  const text = `本人计入月收入${formatYuan(income.fen)},${met ? '低于' : '不低于'}低保标准${formatYuan(line.figure.value)}${percent === 100 ? '' : `的${percent}%`}`;
  return judged('own-income', met, text, {
    source: bound?.figure.source ?? { code: 'L1', article: '第九条' },
    figures: [line.figure, ...(bound === undefined ? [] : [bound.figure]), ...income.figures],
  });
}
