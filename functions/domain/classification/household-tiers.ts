import type { Reference } from '../../../policy/schema.ts';
import { formatYuan } from '../values/fen.ts';
import { assetsWithin } from './assets.ts';
import { type Context, figureOf, residenceFigure } from './context.ts';
import type { MemberFacts } from './facts.ts';
import { countedIncome, rigidSpending } from './income.ts';
import { allOf, judged, unknown } from './reason.ts';
import type { Reason } from './result.ts';

/*
 * Household totals are compared, never per-head figures: nothing is divided, so nothing is rounded.
 */

/** 低保 (L1 art 9). */
export function dibao(context: Context, members: readonly MemberFacts[]): Reason {
  const source = { code: 'L1', article: '第九条' };
  return allOf(
    'dibao',
    '共同生活家庭成员人均收入低于当地低保标准,且财产符合规定',
    [
      incomeBelowPercent(context, members, 'dibao', source),
      assetsWithin(context, members, 'dibao', { code: 'N1', article: '第十四条' }),
    ],
    { source },
  );
}

/** 低保边缘 (N4 二, N5 一(四)): below 150 % of the line, property within the rule, not 低保 (the ladder has seen to that). */
export function marginal(context: Context, members: readonly MemberFacts[]): Reason {
  const source = { code: 'N5', article: '一(四)' };
  return allOf(
    'dibao-marginal',
    '不符合低保条件,人均收入低于低保标准的规定倍数,且财产符合规定',
    [
      incomeBelowPercent(context, members, 'dibao-marginal', source),
      assetsWithin(context, members, 'dibao-marginal', source),
    ],
    { source },
  );
}

function incomeBelowPercent(
  context: Context,
  members: readonly MemberFacts[],
  tier: 'dibao' | 'dibao-marginal',
  source: Reference,
): Reason {
  const line = residenceFigure(context, 'dibao-line');
  if (line.kind === 'absent') return unknown('income', line.text, line.missing);
  const ratio = tier === 'dibao' ? undefined : figureOf(context, 'marginal-line');
  if (ratio?.kind === 'absent') return unknown('income', ratio.text, ratio.missing);
  const income = countedIncome(context, members, tier);
  if (income.kind === 'open') return unknown('income', '家庭收入尚不清楚', income.missing);
  const percent = ratio?.figure.value ?? 100;
  const limit = line.figure.value * members.length * percent;
  const met = income.fen * 100 < limit;
  const how = `${formatYuan(line.figure.value)}×${members.length}人${percent === 100 ? '' : `×${percent}%`}`;
  const text = `家庭计入月收入${formatYuan(income.fen)},${met ? '低于' : '不低于'}${how}=${formatYuan(limit / 100)}`;
  return judged('income', met, text, {
    source,
    figures: [line.figure, ...(ratio === undefined ? [] : [ratio.figure]), ...income.figures],
  });
}

/** 刚性支出困难家庭 (N3 art 4, 5). */
export function rigidExpenditure(context: Context, members: readonly MemberFacts[]): Reason {
  const source = { code: 'N3', article: '第四条' };
  return allOf(
    'rigid-expenditure',
    '不属于特困、低保、低保边缘,人均收入低于上年度人均可支配收入,财产符合规定,刚性支出占比超过规定比例',
    [
      belowDisposable(context, members, source),
      assetsWithin(context, members, 'rigid-expenditure', source),
      spendingAboveRatio(context, members),
    ],
    { source },
  );
}

function belowDisposable(context: Context, members: readonly MemberFacts[], source: Reference): Reason {
  const line = residenceFigure(context, 'disposable-income');
  if (line.kind === 'absent') return unknown('income', line.text, line.missing);
  const income = countedIncome(context, members, 'rigid-expenditure');
  if (income.kind === 'open') return unknown('income', '家庭收入尚不清楚', income.missing);
  const limit = line.figure.value * members.length;
  const met = income.fen * 12 < limit;
  const text = `家庭年收入${formatYuan(income.fen * 12)},${met ? '低于' : '不低于'}${formatYuan(line.figure.value)}×${members.length}人=${formatYuan(limit)}`;
  return judged('income', met, text, { source, figures: [line.figure, ...income.figures] });
}

function spendingAboveRatio(context: Context, members: readonly MemberFacts[]): Reason {
  const source = { code: 'N3', article: '第五条' };
  const ratio = figureOf(context, 'rigid-ratio');
  if (ratio.kind === 'absent') return unknown('rigid-ratio', ratio.text, ratio.missing, { source });
  const income = countedIncome(context, members, 'rigid-expenditure');
  const spending = rigidSpending(members);
  if (income.kind === 'open' || spending.kind === 'open') {
    const missing = [income, spending].flatMap((sum) => (sum.kind === 'open' ? sum.missing : []));
    return unknown('rigid-ratio', '家庭收入或者近12个月刚性支出尚不清楚', missing, { source });
  }
  const met = spending.fen * 100 > income.fen * 12 * ratio.figure.value;
  const text = `近12个月刚性支出${formatYuan(spending.fen)},${met ? '超过' : '未超过'}家庭年收入${formatYuan(income.fen * 12)}的${ratio.figure.value}%`;
  return judged('rigid-ratio', met, text, { source, figures: [ratio.figure, ...income.figures] });
}
