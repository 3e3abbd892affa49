import type { CivilDate } from '../../values/civil-date.ts';
import type { ChangeConfirmationDecision, TerminationConfirmationDecision } from '../decisions.ts';
import { groundOf } from '../grounds.ts';
import { hasChecked } from '../head.ts';
import type { CheckFinding } from '../head.ts';
import { firstUnpaidDay, taperSpan } from '../stop-day.ts';
import { amountNow, kept, rulesNotInForce, unborne } from './check.ts';
import { decidersOf, doer, refuse } from './verdict.ts';
import type { TerminationContext, TerminationRefusal, TerminationVerdict } from './verdict.ts';

/** 终止救助确认, by another person than the one who checked: ground, reason and the first day without pay. */
export function decideConfirmation(
  decision: TerminationConfirmationDecision,
  context: TerminationContext,
): TerminationRefusal | TerminationVerdict {
  const barred = selfApproval(context);
  if (barred !== undefined) return barred;
  if (decision.outcome === 'return') return returned;
  if (decision.outcome === 'still-eligible') return kept(context);
  const { head, rules, today } = context;
  const { check } = head;
  if (check === undefined || check.outcome === 'amount-changes') {
    return refuse('safeguard-missing', '没有终止救助的核查结论,不能确认。', '/outcome');
  }
  if (decision.ground === undefined) {
    return refuse('ground-missing', '终止救助必须有法定事由,请选择事由。', '/ground');
  }
  const ground = groundOf(rules.termination, head.aid.tier, decision.ground);
  if (ground === undefined) return refuse('ground-not-listed', '该事由不在该类别的终止事由清单内。', '/ground');
  if (ground.id !== check.ground) {
    return refuse('ground-differs', '该事由与核查、告知(公示)的事由不同,请退回重新核查。', '/ground');
  }
  return (
    unborne(ground, context) ??
    stopRefusal(decision.stopFrom, check, today) ?? {
      kind: 'decided',
      outcome: 'confirmed',
      next: { confirmation: { ...doer(context), ground: ground.id, from: stopDay(check, today) } },
      event: {
        type: 'termination-confirmed',
        data: { ground: ground.id, from: stopDay(check, today), by: head.delegated ? 'township' : 'county' },
      },
    }
  );
}

/** First day without pay: the month after the decision, or the end of the 渐退期. */
const stopDay = (check: CheckFinding, decidedOn: CivilDate): CivilDate =>
  check.outcome === 'taper' && check.months !== undefined
    ? taperSpan(check.on, check.months).until
    : firstUnpaidDay(decidedOn);

/** The officer writes the day down, and it must be the rule's: nobody's aid stops on a day that nobody looked at. */
function stopRefusal(
  stopFrom: CivilDate | undefined,
  check: CheckFinding,
  today: CivilDate,
): TerminationRefusal | undefined {
  const due = stopDay(check, today);
  if (due < firstUnpaidDay(today)) {
    return refuse('taper-already-over', '渐退期在作出决定前已经届满,请退回重新核查。', '/outcome');
  }
  if (stopFrom === undefined) return refuse('stop-date-missing', '请填写停发日期。', '/stopFrom');
  if (stopFrom <= today) return refuse('stop-date-past', '停发日期不能早于今天。', '/stopFrom');
  return stopFrom === due
    ? undefined
    : refuse(
        'stop-date-differs',
        `停发日期应为${due}(${due === firstUnpaidDay(today) ? '决定次月起' : '渐退期满'})。`,
        '/stopFrom',
      );
}

/** 调整金额确认: what the rules of today give must be what was checked, and told where it is less. */
export function decideChange(
  decision: ChangeConfirmationDecision,
  context: TerminationContext,
): TerminationRefusal | TerminationVerdict {
  const barred = selfApproval(context);
  if (barred !== undefined) return barred;
  if (decision.outcome === 'return') return returned;
  const { head, classification } = context;
  const { check, aid } = head;
  if (check?.outcome !== 'amount-changes') {
    return refuse('safeguard-missing', '没有调整金额的核查结论,不能确认。', '/outcome');
  }
  if (classification?.outcome === 'not-in-force') return rulesNotInForce;
  const now = amountNow(
    context,
    aid.members.filter((member) => !check.leaving.includes(member)),
  );
  if (typeof now !== 'number') return now;
  if (now !== check.monthlyFen) {
    return refuse('classification-changed', '按今天的规则和标准,金额与核查时不同,请退回重新核查。', '/outcome');
  }
  return {
    kind: 'decided',
    outcome: 'confirmed',
    next: { changeConfirmation: doer(context) },
    event: { type: 'change-confirmed', data: { monthlyFen: now, by: head.delegated ? 'township' : 'county' } },
  };
}

const returned: TerminationVerdict = {
  kind: 'decided',
  outcome: 'return',
  next: {},
  event: { type: 'termination-returned', data: {} },
};

function selfApproval(context: TerminationContext): TerminationRefusal | undefined {
  return decidersOf(context).some((person) => hasChecked(context.head, person))
    ? refuse('self-approval', '作出核查结论的人不能办理本案的确认。')
    : undefined;
}
