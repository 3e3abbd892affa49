import type { Reference, Tier } from '../../../policy/schema.ts';
import { formatYuan } from '../values/fen.ts';
import { type Context, figureOf, type FigureFound, missingOf, residenceFigure } from './context.ts';
import type { Assets, MemberFacts } from './facts.ts';
import { allOf, judged, unknown } from './reason.ts';
import type { Reason } from './result.ts';

/** Property of some persons together within the tier's rule. A limit of 财产 holds per household, the financial one per head. */
export function assetsWithin(context: Context, members: readonly MemberFacts[], tier: Tier, source: Reference): Reason {
  const unknownOwners = members.filter((member) => member.assets === undefined);
  const known = members.flatMap((member) => member.assets ?? []);
  const tests = [
    financial(context, known, members.length, tier),
    ...COUNTED.map((kind) => counted(context, known, tier, kind)),
  ];
  const open = unknownOwners.map((member) =>
    unknown('assets-unknown', `${member.memberId}的财产状况尚不清楚`, [missingOf(member, 'assets', '财产状况')]),
  );
  return allOf('assets-within-rule', '家庭财产符合规定', [...tests, ...open], { source });
}

const COUNTED = [
  { kind: 'homes', title: '住房', unit: '套' },
  { kind: 'vehicles', title: '机动车辆', unit: '辆' },
  { kind: 'businesses', title: '经营主体', unit: '个' },
] as const;

function counted(
  context: Context,
  known: readonly Assets[],
  tier: Tier,
  { kind, title, unit }: (typeof COUNTED)[number],
): Reason {
  const limit = figureOf(context, `assets.${tier}.${kind}`);
  if (limit.kind === 'absent') return absent(kind, limit);
  const total = known.reduce((sum, assets) => sum + assets[kind], 0);
  const within = total <= limit.figure.value;
  return judged(
    `assets-${kind}`,
    within,
    `${title}${total}${unit},${within ? '未超过' : '超过'}上限${limit.figure.value}${unit}`,
    {
      figures: [limit.figure],
      source: limit.figure.source,
    },
  );
}

function financial(context: Context, known: readonly Assets[], persons: number, tier: Tier): Reason {
  const months = figureOf(context, `assets.${tier}.financial`);
  const line = residenceFigure(context, 'dibao-line');
  if (months.kind === 'absent') return absent('financial', months);
  if (line.kind === 'absent') return absent('financial', line);
  const total = known.reduce((sum, assets) => sum + assets.financialFen, 0);
  const limit = months.figure.value * line.figure.value * persons;
  const within = total <= limit;
  const how = `${formatYuan(line.figure.value)}×${months.figure.value}×${persons}人`;
  return judged(
    'assets-financial',
    within,
    `金融资产${formatYuan(total)},${within ? '未超过' : '超过'}上限${formatYuan(limit)}(${how})`,
    { figures: [months.figure, line.figure], source: months.figure.source },
  );
}

function absent(kind: string, found: Extract<FigureFound, { kind: 'absent' }>): Reason {
  return unknown(`assets-${kind}`, found.text, found.missing);
}
