import type { MechanismRules } from '../../../policy/mechanism-schema.ts';
import type { Json } from '../casework/event.ts';
import type { CivilDate } from '../values/civil-date.ts';
import { civilDateOf } from '../values/civil-date.ts';
import type { TaskRecord } from '../casework/task.ts';
import type {
  ChairRulingDecision,
  DeliberationDecision,
  DossierDecision,
  ExecutionDecision,
  FollowUpDecision,
  RenewalDecision,
  ResolutionDecision,
} from './decisions.ts';
import { missingItems } from './dossier.ts';
import { isCarriedOutElsewhere } from './head.ts';
import type { DeliberationHead } from './head.ts';
import { isWithinProposal, mandateFault } from './mandate.ts';
import type { MandateFault } from './mandate.ts';
import { answerOf } from './motion.ts';
import type { MotionAnswer } from './motion.ts';
import type { deliberationEventTypes } from './vocabulary.ts';

export const deliberationRefusalCodes = [
  'dossier-incomplete',
  'beyond-mandate',
  'above-ceiling',
  'beyond-proposal',
  'not-ruler',
  'renewed-already',
] as const;

export interface DeliberationRefusal {
  readonly kind: 'refused';
  readonly code: (typeof deliberationRefusalCodes)[number] | MandateFault['code'] | 'date-in-future';
  readonly text: string;
  readonly pointer?: string;
}

export interface DeliberationVerdict {
  readonly kind: 'decided';
  /** What the procedure's Choice branches on. */
  readonly outcome: string;
  readonly next: Partial<DeliberationHead>;
  readonly event: {
    readonly type: (typeof deliberationEventTypes)[number];
    readonly data: { readonly [key: string]: Json };
  };
  /** 临时救助 that was paid by it: goes onto the chain. */
  readonly paid?: { readonly fen: number; readonly on: CivilDate };
  /** Tells the case that asked what its motion came to. */
  readonly answer?: MotionAnswer;
}

export interface DeliberationContext {
  readonly head: DeliberationHead;
  readonly task: Pick<TaskRecord, 'openedAt'>;
  /** Who decides, and for whom as a substitute. */
  readonly deciders: readonly string[];
  /** Whoever was to rule works here no more: the unit's next member in that seat rules. */
  readonly hasRulerLeft: boolean;
  readonly today: CivilDate;
  readonly mechanism: MechanismRules;
  /** Units of the motion's county. */
  readonly units: readonly string[];
  readonly mostRenewed: number;
}

type Judgement = DeliberationRefusal | DeliberationVerdict;

/** Whether a step of a motion may be closed so, and what follows. None of it decides on 低保 or 特困. */
export function decideMotion(decision: DeliberationDecision, context: DeliberationContext): Judgement {
  switch (decision.kind) {
    case 'motion-dossier':
      return decideDossier(decision, context);
    case 'chair-ruling':
      return decideRuling(decision, context);
    case 'motion-renewal':
      return decideRenewal(decision, context);
    case 'motion-resolution':
      return decideResolution(decision, context);
    case 'motion-execution':
      return decideExecution(decision, context);
    case 'motion-follow-up':
      return decideFollowUp(decision, context);
  }
}

function decideDossier(decision: DossierDecision, context: DeliberationContext): Judgement {
  const { head, mechanism, today } = context;
  if (decision.outcome === 'return') {
    return {
      kind: 'decided',
      outcome: 'returned',
      next: { status: 'returned', closedOn: today },
      event: { type: 'motion-returned', data: {} },
      answer: 'returned',
    };
  }
  const missing = missingItems(mechanism, head.motion.kind, decision.items);
  if (missing.length > 0) {
    const text = `议题材料不齐,尚缺:${missing.map(({ title }) => title).join('、')}。`;
    return { kind: 'refused', code: 'dossier-incomplete', text, pointer: '/items' };
  }
  const fault = mandateFault(decision.proposal, { rules: mechanism, motion: head.motion.kind, units: context.units });
  if (fault !== undefined) return { kind: 'refused', ...fault, pointer: `/proposal${fault.pointer}` };
  return {
    kind: 'decided',
    outcome: 'complete',
    next: { method: decision.method, proposal: decision.proposal },
    event: { type: 'dossier-completed', data: { method: decision.method, proposal: { ...decision.proposal } } },
  };
}

/** By whoever is to rule, or who follows them in their seat; nobody's substitute. Recorded as a ruling and not as a vote. */
function decideRuling(
  { outcome }: ChairRulingDecision,
  { head, deciders, hasRulerLeft }: DeliberationContext,
): Judgement {
  const ruling = head.ballot?.ruling;
  const ruler = head.ballot?.seats.find(({ seat }) => seat === ruling?.ruler);
  const isRuler = hasRulerLeft ? deciders.length === 1 : deciders.every((person) => person === ruler?.subject);
  if (ruling === undefined || ruler === undefined || !isRuler) {
    return { kind: 'refused', code: 'not-ruler', text: '本次裁定只能由主持人(或者其缺席、回避时的副主持人)本人作出。' };
  }
  return {
    kind: 'decided',
    outcome,
    next: {},
    event: { type: 'chair-ruled', data: { outcome, basis: ruling.basis, seat: ruler.seat } },
  };
}

function decideRenewal(decision: RenewalDecision, { head, mostRenewed, today }: DeliberationContext): Judgement {
  if (decision.outcome === 'close') {
    return {
      kind: 'decided',
      outcome: 'close',
      next: { status: 'not-carried', closedOn: today },
      event: { type: 'motion-not-carried', data: { renewed: head.renewed } },
      answer: 'not-carried',
    };
  }
  if (head.renewed >= mostRenewed) {
    return {
      kind: 'refused',
      code: 'renewed-already',
      text: '该议题已凭新情况再次提请过,仍未通过的应当办结并说明理由。',
      pointer: '/outcome',
    };
  }
  return {
    kind: 'decided',
    outcome: 'renew',
    next: { renewed: head.renewed + 1, reconvened: 0 },
    event: { type: 'motion-renewed', data: { renewed: head.renewed + 1 } },
  };
}

function decideResolution({ resolution }: ResolutionDecision, context: DeliberationContext): Judgement {
  const { head, mechanism } = context;
  const fault = mandateFault(resolution, { rules: mechanism, motion: head.motion.kind, units: context.units });
  if (fault !== undefined) return { kind: 'refused', ...fault, pointer: `/resolution${fault.pointer}` };
  if (head.proposal === undefined || !isWithinProposal(resolution, head.proposal)) {
    const text = '决议应与表决的议案一致,金额不得超过表决的金额。';
    return { kind: 'refused', code: 'beyond-proposal', text, pointer: '/resolution' };
  }
  const basis = head.ballot?.ruling === undefined ? 'ballot' : 'chair-ruling';
  return {
    kind: 'decided',
    outcome: 'resolved',
    next: { resolution: { ...resolution, basis } },
    event: { type: 'motion-resolved', data: { resolution: { ...resolution }, basis } },
    answer: answerOf(resolution),
  };
}

function decideExecution({ executedOn }: ExecutionDecision, { head, task, today }: DeliberationContext): Judgement {
  if (executedOn > today || executedOn < civilDateOf(task.openedAt)) {
    const text = '落实日期不能早于任务下达之日,也不能晚于今天。';
    return { kind: 'refused', code: 'date-in-future', text, pointer: '/executedOn' };
  }
  const pays = head.resolution?.kind === 'grant-relief' && head.paidOn === undefined && !isCarriedOutElsewhere(head);
  return {
    kind: 'decided',
    outcome: 'executed',
    next: pays ? { paidOn: executedOn } : {},
    event: { type: 'motion-executed', data: { executedOn } },
    ...(pays ? { paid: { fen: head.resolution.amountFen, on: executedOn } } : {}),
  };
}

function decideFollowUp({ outcome }: FollowUpDecision, { today }: DeliberationContext): Judgement {
  return {
    kind: 'decided',
    outcome,
    next: outcome === 'effective' ? { status: 'resolved', closedOn: today } : {},
    event: { type: 'motion-followed-up', data: { outcome } },
  };
}
