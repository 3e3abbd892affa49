import type { TerminationGround } from '../../../../policy/schema.ts';
import { tiers, tierTitles } from '../../classification/tier.ts';
import type { MemberId } from '../../values/ids.ts';
import { stillDetermined } from '../aid.ts';
import type { TerminationCheckDecision } from '../decisions.ts';
import { groundOf, hasFlag } from '../grounds.ts';
import type { CheckFinding } from '../head.ts';
import { taperSpan } from '../stop-day.ts';
import { doer, refuse } from './verdict.ts';
import type { TerminationContext, TerminationRefusal, TerminationVerdict } from './verdict.ts';

/** 核查: a person finds whether the aid goes on, changes, tapers off or is to end. Nothing of it takes effect here. */
export function decideCheck(
  decision: TerminationCheckDecision,
  context: TerminationContext,
): TerminationRefusal | TerminationVerdict {
  if (decision.checkedOn > context.today) return refuse('date-in-future', '核查日期不能晚于今天。', '/checkedOn');
  switch (decision.outcome) {
    case 'still-eligible':
      return kept(context);
    case 'amount-changes':
      return amountChanges(decision, context);
    case 'taper':
      return taper(decision, context);
    case 'end':
      return end(decision, context);
  }
}

export const kept = (context: TerminationContext): TerminationVerdict => ({
  kind: 'decided',
  outcome: 'kept',
  next: { status: 'kept', closedOn: context.today },
  event: { type: 'aid-kept', data: { of: context.head.aid.caseId, persons: context.head.aid.persons } },
});

function end(decision: TerminationCheckDecision, context: TerminationContext): TerminationRefusal | TerminationVerdict {
  const { aid } = context.head;
  const ground = listed(decision, context);
  if (ground.kind === 'refused') return ground;
  if (hasFlag(ground.ground, 'one-person') && aid.members.length > 1) {
    return refuse(
      'ground-of-one-person',
      '该事由只涉及本人,不能据以终止全家救助;请办理本人退出并调整金额。',
      '/ground',
    );
  }
  const deceased = deceasedAmong(decision, ground.ground, aid.members);
  if ('kind' in deceased) return deceased;
  return (
    unborne(ground.ground, context) ??
    found(context, { outcome: 'end', ground: ground.ground.id, leaving: aid.members, deceased }, nextOfEnd(context))
  );
}

/** The tiers whose rule posts the termination are those with a period for it; minors are never posted. */
const nextOfEnd = ({ head, rules, isNeverPosted }: TerminationContext): string => {
  const isPosted = rules.limits.some(({ tier, step }) => tier === head.aid.tier && step === 'termination-notice');
  return isPosted && !isNeverPosted ? 'notice' : 'tell';
};

function taper(
  decision: TerminationCheckDecision,
  context: TerminationContext,
): TerminationRefusal | TerminationVerdict {
  const { months } = decision;
  const ground = listed(decision, context);
  if (ground.kind === 'refused') return ground;
  if (!hasFlag(ground.ground, 'taper')) {
    return refuse('taper-not-for-ground', '渐退期仅适用于低保家庭收入超过标准的情形。', '/outcome');
  }
  const most = context.mostTaperMonths;
  if (months === undefined || months < 1 || months > most) {
    return refuse('taper-too-long', `渐退期为1至${most}个月,请填写整月数。`, '/months');
  }
  return (
    unborne(ground.ground, context) ??
    found(
      context,
      { outcome: 'taper', ground: ground.ground.id, leaving: context.head.aid.members, deceased: [], months },
      'tell',
      { ...taperSpan(context.today, months) },
    )
  );
}

function amountChanges(
  decision: TerminationCheckDecision,
  context: TerminationContext,
): TerminationRefusal | TerminationVerdict {
  const { aid } = context.head;
  const leaving = [...new Set(decision.leaving ?? [])];
  const strangers = leaving.some((member) => !aid.members.includes(member));
  if (strangers) return refuse('members-unknown', '退出的成员不在该项救助的保障范围内。', '/leaving');
  if (leaving.length === aid.members.length) {
    return refuse('all-would-leave', '全部成员退出的,应按终止救助办理。', '/leaving');
  }
  const ground = leaving.length === 0 ? undefined : listed(decision, context);
  if (ground?.kind === 'refused') return ground;
  const deceased = deceasedAmong(decision, ground?.ground, leaving);
  if ('kind' in deceased) return deceased;
  const staying = aid.members.filter((member) => !leaving.includes(member));
  const now = amountNow(context, staying);
  if (typeof now !== 'number') return now;
  if (leaving.length === 0 && now === aid.monthlyFen) {
    return refuse('amount-unchanged', '按查明的事实救助金额没有变化,应作“继续符合条件”处理。', '/outcome');
  }
  const isLess = leaving.length > 0 || now < (aid.monthlyFen ?? 0);
  return found(
    context,
    {
      outcome: 'amount-changes',
      ...(ground === undefined ? {} : { ground: ground.ground.id }),
      leaving,
      deceased,
      monthlyFen: now,
    },
    isLess ? 'tell' : 'confirm-change',
  );
}

/** Who of those who leave died: on the ground of death all of them, said or not where it is one person. */
function deceasedAmong(
  decision: TerminationCheckDecision,
  ground: TerminationGround | undefined,
  leaving: readonly MemberId[],
): readonly MemberId[] | TerminationRefusal {
  const isDeath = ground !== undefined && hasFlag(ground, 'death');
  const named = decision.deceased ?? (isDeath && leaving.length === 1 ? leaving : []);
  if (named.some((member) => !leaving.includes(member))) {
    return refuse('members-unknown', '死亡的成员不在退出的成员之内。', '/deceased');
  }
  return isDeath && leaving.some((member) => !named.includes(member))
    ? refuse('death-not-borne-out', '以死亡为事由的,退出的成员应全部为死亡成员;其余成员请按其他事由办理。', '/deceased')
    : named;
}

/** What the rules of today give those who stay, at the tier of their aid. */
export function amountNow(
  { classification, head }: TerminationContext,
  staying: readonly MemberId[],
): number | TerminationRefusal {
  if (classification?.outcome === 'not-in-force') return rulesNotInForce;
  const determination =
    classification === undefined ? undefined : stillDetermined(classification, head.aid.tier, staying);
  if (determination === undefined) {
    return refuse('no-longer-eligible', '按查明的事实,其余成员已不符合该类别的认定条件,不能只调整金额。', '/outcome');
  }
  if (determination.amount.kind === 'amount') return determination.amount.monthlyFen;
  return refuse('amount-not-computed', '该类别没有救助金,或者金额尚不能计算,不能调整金额。', '/outcome');
}

export const rulesNotInForce = refuse(
  'rules-not-in-force',
  '今天没有有效的认定规则,不能作出决定;请先加载接续的政策文件。',
);

type Listed = { readonly kind: 'listed'; readonly ground: TerminationGround };

function listed(
  { ground: id }: TerminationCheckDecision,
  { head, rules }: TerminationContext,
): Listed | TerminationRefusal {
  if (id === undefined) return refuse('ground-missing', '终止(减发)救助必须有法定事由,请选择事由。', '/ground');
  const ground = groundOf(rules.termination, head.aid.tier, id);
  if (ground === undefined) {
    return refuse('ground-not-listed', `该事由不在${tierTitles[head.aid.tier]}的终止事由清单内。`, '/ground');
  }
  if (hasFlag(ground, 'voluntary') && head.trigger !== 'voluntary-exit') {
    return refuse('not-voluntary', '本案不是因家庭自愿申请退出而发起,不能以自愿退出为事由。', '/ground');
  }
  return { kind: 'listed', ground };
}

/** A ground that speaks of facts must follow from them: as long as the rules of today recognise these people, it does not hold. */
export function unborne(
  ground: TerminationGround,
  { classification, head }: TerminationContext,
): TerminationRefusal | undefined {
  if (classification?.outcome === 'not-in-force') return rulesNotInForce;
  if (!hasFlag(ground, 'facts') || classification === undefined) return undefined;
  const rank = tiers.indexOf(head.aid.tier);
  const isEntitled = classification.recommended.some(
    ({ tier, members }) => tiers.indexOf(tier) <= rank && head.aid.members.some((member) => members.includes(member)),
  );
  return isEntitled
    ? refuse('ground-not-borne-out', '按查明的事实,有关人员仍符合该类别的认定条件,该事由不成立。', '/ground')
    : undefined;
}

function found(
  context: TerminationContext,
  finding: Omit<CheckFinding, 'by' | 'on' | 'onBehalfOf' | 'round'>,
  outcome: string,
  more: { readonly from?: string; readonly until?: string } = {},
): TerminationVerdict {
  const { outcome: what, ground, leaving, deceased, monthlyFen, months } = finding;
  return {
    kind: 'decided',
    outcome,
    next: {
      check: { ...doer(context), round: context.round, ...finding },
    },
    event: {
      type: 'termination-checked',
      data: {
        outcome: what,
        leaving: [...leaving],
        ...(deceased.length === 0 ? {} : { deceased: [...deceased] }),
        ...(ground === undefined ? {} : { ground }),
        ...(monthlyFen === undefined ? {} : { monthlyFen }),
        ...(months === undefined ? {} : { months }),
        ...more,
      },
    },
  };
}
