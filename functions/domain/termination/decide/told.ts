import { dueDate } from '../../clock/due-date.ts';
import type { CivilDate } from '../../values/civil-date.ts';
import type {
  TerminationAnswerDecision,
  TerminationLetterDecision,
  TerminationObjectionDecision,
  TerminationReasonsDecision,
} from '../decisions.ts';
import { groundOf, hasFlag } from '../grounds.ts';
import { kept, unborne } from './check.ts';
import { doer, refuse } from './verdict.ts';
import type { TerminationContext, TerminationRefusal, TerminationVerdict } from './verdict.ts';

/** 告知理由 before anything is decided (社会救助暂行办法 art 13). A death, or the family's own wish, asks for no answer. */
export function decideReasons(
  decision: TerminationReasonsDecision,
  context: TerminationContext,
): TerminationRefusal | TerminationVerdict {
  const { head, rules, today } = context;
  if (decision.toldOn > today) return refuse('date-in-future', '告知日期不能晚于今天。', '/toldOn');
  if (head.check === undefined || decision.toldOn < head.check.on) {
    return refuse('safeguard-missing', '告知理由应在核查之后进行。', '/toldOn');
  }
  const ground = groundOf(rules.termination, head.aid.tier, head.check.ground);
  const isToldOnly = ground !== undefined && hasFlag(ground, 'told-only');
  const answerBy = isToldOnly ? undefined : answerEnds(decision.toldOn, context);
  return {
    kind: 'decided',
    outcome: isToldOnly ? confirmationOf(context) : 'answer-awaited',
    next: {
      told: {
        ...doer(context),
        round: context.round,
        on: decision.toldOn,
        ...(answerBy === undefined ? {} : { answerBy }),
      },
    },
    event: {
      type: 'termination-reasons-told',
      data: { toldOn: decision.toldOn, method: decision.method, ...(answerBy === undefined ? {} : { answerBy }) },
    },
  };
}

/** The last day on which the family's answer is in time. */
function answerEnds(toldOn: CivilDate, { rules, calendar }: TerminationContext): CivilDate | undefined {
  const limit = rules.limits.find(({ id }) => id === 'any.termination-answer');
  return limit === undefined ? undefined : dueDate({ limit, from: toldOn, calendar }).due;
}

const confirmationOf = ({ head }: TerminationContext): string =>
  head.check?.outcome === 'amount-changes' ? 'confirm-change' : 'confirm-end';

/** The family's answer, or that its time ran out: recorded by a person, the clock records nothing of the kind. */
export function decideAnswer(
  decision: TerminationAnswerDecision,
  context: TerminationContext,
): TerminationRefusal | TerminationVerdict {
  const { head, today } = context;
  const answerBy = head.told?.answerBy;
  if (head.told === undefined || head.told.round !== context.round)
    return refuse('safeguard-missing', '尚未告知理由,不能记录陈述情况。');
  if (decision.outcome === 'answered' && decision.answer === undefined) {
    return refuse('answer-missing', '请填写当事人陈述的内容。', '/answer');
  }
  if (decision.outcome === 'no-answer' && answerBy !== undefined && today <= answerBy) {
    return refuse('answer-time-runs', `当事人陈述期限至${answerBy}届满,期满前不能记为未陈述。`, '/outcome');
  }
  return {
    kind: 'decided',
    outcome: confirmationOf(context),
    next: { answer: { ...doer(context), round: context.round, outcome: decision.outcome } },
    event: { type: 'termination-answered', data: { outcome: decision.outcome } },
  };
}

/** 异议复查: aid that is found to be due goes on; else the end is posted a second time (民发〔2021〕43号). */
export function decideObjection(
  decision: TerminationObjectionDecision,
  context: TerminationContext,
): TerminationRefusal | TerminationVerdict {
  if (decision.conclusion === 'upheld') return kept(context);
  const { head, rules } = context;
  const ground = groundOf(rules.termination, head.aid.tier, head.check?.ground);
  const refused = ground === undefined ? undefined : unborne(ground, context);
  if (refused !== undefined) return { ...refused, pointer: '/conclusion' };
  return {
    kind: 'decided',
    outcome: 'notice',
    next: {},
    event: { type: 'termination-objection-reviewed', data: { conclusion: decision.conclusion } },
  };
}

/** 决定书送达. */
export function decideLetter(
  decision: TerminationLetterDecision,
  context: TerminationContext,
): TerminationRefusal | TerminationVerdict {
  if (decision.deliveredOn > context.today) {
    return refuse('date-in-future', '送达日期不能晚于今天。', '/deliveredOn');
  }
  const hasMore = context.head.nextTier !== undefined;
  return {
    kind: 'decided',
    outcome: hasMore ? 'offer' : 'delivered',
    next: hasMore ? {} : { closedOn: context.today },
    event: {
      type: 'termination-letter-delivered',
      data: { deliveredOn: decision.deliveredOn, method: decision.method },
    },
  };
}
