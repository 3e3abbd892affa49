import { formatYuan } from '../values/fen.ts';
import { type Context, figureOf, missingOf, residenceFigure } from './context.ts';
import type { IncomeItem, MemberFacts, SelfCare } from './facts.ts';
import { countedIncome } from './income.ts';
import type { Amount, AmountComponent, MissingFact } from './result.ts';

export function notComputed(because: string, missing: readonly MissingFact[] = []): Amount {
  return { kind: 'not-computed', because, missing };
}

/** 补差: line × persons − counted income (N1 art 23), without rounding. */
export function topUp(
  context: Context,
  members: readonly MemberFacts[],
  isDisregarded: (item: IncomeItem) => boolean = () => false,
): Amount {
  const line = residenceFigure(context, 'dibao-line');
  if (line.kind === 'absent') return notComputed(line.text, line.missing);
  const income = countedIncome(context, members, 'dibao', isDisregarded);
  if (income.kind === 'open') return notComputed('收入情况尚不清楚', income.missing);
  const fen = Math.max(0, line.figure.value * members.length - income.fen);
  const text = `${formatYuan(line.figure.value)}×${members.length}人−计入月收入${formatYuan(income.fen)}=${formatYuan(fen)}/月`;
  const only = members.length === 1 ? members[0] : undefined;
  return {
    kind: 'amount',
    monthlyFen: fen,
    components: [
      {
        code: 'top-up',
        ...(only === undefined ? {} : { member: only.memberId }),
        fen,
        per: 'month',
        text,
        figures: [line.figure],
      },
    ],
  };
}

/** 特困: the published basic figure and the care band of each person; the band is published by the year and stays so. */
export function destituteAmount(context: Context, members: readonly MemberFacts[]): Amount {
  const components: AmountComponent[] = [];
  const missing: MissingFact[] = [];
  const absent: string[] = [];
  for (const member of members) {
    const basic = residenceFigure(context, 'destitute-basic');
    if (basic.kind === 'absent') {
      absent.push(basic.text);
      missing.push(...basic.missing);
    } else {
      const { figure } = basic;
      const text = `${figure.title}${formatYuan(figure.value)}/月`;
      components.push({
        code: 'destitute-basic',
        member: member.memberId,
        fen: figure.value,
        per: 'month',
        text,
        figures: [figure],
      });
    }
    const band = careBand(member);
    if (band.kind === 'open') {
      absent.push('生活自理能力评估结果尚不清楚');
      missing.push(...band.missing);
      continue;
    }
    const care = figureOf(context, `destitute-care.${band.band}`);
    if (care.kind === 'absent') absent.push(care.text);
    else {
      const { figure } = care;
      const text = `${figure.title}${formatYuan(figure.value)}/年`;
      components.push({
        code: 'destitute-care',
        member: member.memberId,
        fen: figure.value,
        per: 'year',
        text,
        figures: [figure],
      });
    }
  }
  if (absent.length > 0) return notComputed([...new Set(absent)].join(';'), missing);
  const monthlyFen = components.filter(({ per }) => per === 'month').reduce((sum, { fen }) => sum + fen, 0);
  return { kind: 'amount', monthlyFen, components };
}

type CareBand = 'able' | 'partial' | 'full';

const ITEMS: readonly { readonly item: keyof SelfCare; readonly title: string }[] = [
  { item: 'eating', title: '自主吃饭' },
  { item: 'dressing', title: '自主穿衣' },
  { item: 'gettingUp', title: '自主上下床' },
  { item: 'toilet', title: '自主如厕' },
  { item: 'walkingIndoors', title: '室内自主行走' },
  { item: 'bathing', title: '自主洗澡' },
];

/** Six items (N2 art 21, 22): none failed = able, one to three = partial, four and more = full care. */
function careBand(
  member: MemberFacts,
):
  | { readonly kind: 'band'; readonly band: CareBand }
  | { readonly kind: 'open'; readonly missing: readonly MissingFact[] } {
  const assessed = member.selfCare ?? {};
  const failed = ITEMS.filter(({ item }) => assessed[item] === false).length;
  const open = ITEMS.filter(({ item }) => assessed[item] === undefined);
  if (failed >= 4) return { kind: 'band', band: 'full' };
  if (open.length > 0 && (failed === 0 || failed + open.length >= 4))
    return {
      kind: 'open',
      missing: open.map(({ item, title }) => missingOf(member, `selfCare.${item}`, `自理能力:${title}`)),
    };
  return { kind: 'band', band: failed === 0 ? 'able' : 'partial' };
}
