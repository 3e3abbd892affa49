import type { NewEvent } from '../../domain/casework/event.ts';
import { taskIdOf } from '../../domain/casework/task.ts';
import { actionOf } from '../../domain/referral/action-of.ts';
import type { ReferralAction } from '../../domain/referral/actions.ts';
import { act } from '../../domain/referral/act.ts';
import type { ReferralDecision, TransferDecision, TriageDecision } from '../../domain/referral/decisions.ts';
import type { ReferralHead } from '../../domain/referral/head.ts';
import { currentAssignment } from '../../domain/referral/part.ts';
import type { Part } from '../../domain/referral/part.ts';
import { planParts } from '../../domain/referral/plan-parts.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import { taskId as toTaskId } from '../../domain/values/ids.ts';
import type { OpenedCase } from '../../ports/cases.ts';
import type { TaskPlan } from '../change-task.ts';
import type { House } from '../house.ts';
import { motionFor } from '../open-motion.ts';
import { declined } from '../outcome.ts';
import type { Declined } from '../outcome.ts';
import { actedChange } from '../referral/acted-change.ts';
import { actContext, matrixOf, refused } from '../referral/matrix.ts';
import { decided } from './deciding.ts';
import type { Deciding } from './deciding.ts';

/** Judges a step of a referral; part, event, result for the chain and doorbells are one write. */
export async function decideReferral(
  house: House,
  deciding: Deciding<ReferralHead, ReferralDecision>,
): Promise<TaskPlan | Declined> {
  const { head, by, behalf, decision } = deciding;
  if ([by.subject, behalf.onBehalfOf].some((person) => person !== undefined && head.recused.includes(person))) {
    return declined('recused', '您已备案为该家庭的近亲属,应当回避。');
  }
  switch (decision.kind) {
    case 'referral-triage':
    case 'referral-transfer':
      return settlePackage(house, { ...deciding, decision });
    case 'referral-acceptance':
    case 'referral-handling':
    case 'referral-reassignment':
    case 'referral-arbitration':
    case 'referral-lead':
      return decidePart(house, { ...deciding, decision });
  }
}

/** Whose need it is, before anything is sent. */
function settlePackage(
  house: House,
  deciding: Deciding<ReferralHead, TriageDecision | TransferDecision>,
): TaskPlan | Declined {
  const { head, task, decision } = deciding;
  const type = decision.kind === 'referral-triage' ? 'referral-triaged' : 'referral-package-settled';
  if (decision.outcome !== 'send') {
    if (decision.parts.length > 0)
      return declined('parts-not-sent', '不移交的,不填写转办事项。', { pointer: '/parts' });
    if (decision.outcome === 'to-county' && task.unit === house.policy.countyUnit(head.area)) {
      return declined('county-must-decide', '县级民政部门应当确定承办部门,不能再上报。', { pointer: '/outcome' });
    }
    return decided(
      deciding,
      decision.outcome,
      { type, data: { outcome: decision.outcome } },
      {
        next: { planned: [], ...(decision.outcome === 'to-county' ? { round: head.round + 1 } : {}) },
      },
    );
  }
  // The package as it was proposed, where the family wants it as it is.
  const isAsProposed = decision.kind === 'referral-transfer' && decision.parts.length === 0;
  const planned = planParts(isAsProposed ? head.planned : decision.parts, matrixOf(house, head.area));
  if (planned.kind === 'refused') return refused(planned);
  return decided(
    deciding,
    'send',
    { type, data: { outcome: 'send', parts: planned.parts.map((part) => ({ ...part })) } },
    { next: { planned: planned.parts } },
  );
}

type PartDecision = Exclude<ReferralDecision, TriageDecision | TransferDecision>;

async function decidePart(house: House, deciding: Deciding<ReferralHead, PartDecision>): Promise<TaskPlan | Declined> {
  const { head, task, by, behalf, decision, now } = deciding;
  const { part } = task;
  if (part === undefined) throw new Error(`task ${task.taskId} of a referral belongs to no part`);
  const action = actionOf(decision, part);
  if (action.kind === 'refused') return refused(action);
  const acted = act(head.parts, action, actContext(house, head.area, civilDateOf(now)));
  if (acted.kind === 'refused') return refused(acted);
  const doer = { at: now, actor: by.subject, ...behalf };
  const change = await actedChange(house, head, acted.parts, acted.withdrawn, doer, task);
  const made = acted.parts.find(({ id }) => id === action.part);
  const results = made === undefined ? [] : resultEvents(head, made, action, decision);
  const motion =
    acted.outcome === 'mechanism' && made !== undefined ? await disputeMotion(house, deciding, made) : undefined;
  const also = [...results, ...(motion === undefined ? [] : [motion.event])];
  return decided(deciding, acted.outcome, eventOf(action, acted.outcome, made), {
    ...change,
    events: [...also.map((event) => ({ ...event, ...doer })), ...change.events],
    ...(motion === undefined ? {} : { opens: [motion.opened] }),
  });
}

/** 提请一事一议: the motion begins in the same write, and what it comes to answers the task that waits for it. */
async function disputeMotion(
  house: House,
  { head, by, decision }: Deciding<ReferralHead, PartDecision>,
  part: Part,
): Promise<{ readonly opened: OpenedCase; readonly event: Pick<NewEvent, 'type' | 'data'> }> {
  const kind = 'referral-dispute';
  const opened = await motionFor(house, {
    of: head,
    kind,
    taskId: toTaskId(taskIdOf(head, 'referral-mechanism', part.round, part.id)),
    by,
    dossier: { summary: 'reason' in decision ? (decision.reason ?? '') : '' },
  });
  return {
    opened,
    event: { type: 'deliberation-requested', data: { motion: opened.head.caseId, kind, part: part.id } },
  };
}

function eventOf(action: ReferralAction, outcome: string, part: Part | undefined): Pick<NewEvent, 'type' | 'data'> {
  const data = { part: action.part, ...(part === undefined ? {} : { unit: currentAssignment(part).unit }) };
  if (outcome === 'disputed') return { type: 'referral-disputed', data };
  switch (action.kind) {
    case 'accept':
      return { type: 'referral-accepted', data };
    case 'return':
      return { type: 'referral-returned', data };
    case 'answer':
      return { type: 'referral-answered', data: { ...data, result: action.result } };
    case 'refer-on':
      return { type: 'referral-referred-on', data };
    case 'reassign':
      return { type: 'referral-reassigned', data };
    case 'arbitrate':
      return { type: 'referral-arbitrated', data: { ...data, ruling: action.ruling.kind } };
    case 'name-lead':
      return { type: 'referral-lead-named', data };
    case 'receive':
    case 'resolve':
    case 'withdraw':
      throw new Error(`nobody decides a task by ${action.kind}`);
  }
}

/** What a department answered goes onto the family's chain in the same write. */
function resultEvents(
  head: ReferralHead,
  part: Part,
  action: ReferralAction,
  decision: PartDecision,
): readonly Pick<NewEvent, 'type' | 'data'>[] {
  if (action.kind !== 'answer' || part.endedOn === undefined) return [];
  const fen = decision.kind === 'referral-handling' ? decision.fen : undefined;
  return [
    {
      type: 'special-aid-recorded',
      data: {
        part: part.id,
        persons: head.persons,
        need: part.need,
        ...(part.entitlement === undefined ? {} : { entitlement: part.entitlement }),
        unit: currentAssignment(part).unit,
        result: action.result,
        on: part.endedOn,
        ...(fen === undefined ? {} : { fen }),
        ...(head.origin.caseId === undefined ? {} : { of: head.origin.caseId }),
      },
    },
  ];
}
