import type {
  AlertDecision,
  AlertDisposalDecision,
  AlertTriageDecision,
  AlertVerificationDecision,
} from '../../domain/alert/decisions.ts';
import type { AlertHead } from '../../domain/alert/head.ts';
import type { AlertOutcome } from '../../domain/alert/vocabulary.ts';
import type { CaseEventType, TaskKind } from '../../domain/casework/vocabulary.ts';
import type { Json } from '../../domain/casework/event.ts';
import { isWithin } from '../../domain/values/area-code.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import type { CaseChange } from '../../ports/cases.ts';
import { openedEvent } from '../alert/alert-for.ts';
import { alertLeadsTo } from '../alert/leads-to.ts';
import type { TaskPlan } from '../change-task.ts';
import type { House } from '../house.ts';
import { declined, isDeclined } from '../outcome.ts';
import type { Declined } from '../outcome.ts';
import { openedWork } from '../opened-work.ts';
import { decided, withoutMachine } from './deciding.ts';
import type { Closing, Deciding } from './deciding.ts';

type Of<D extends AlertDecision> = Deciding<AlertHead, D>;

/** 分类处置预警信息: placed, verified, and then exactly one outcome. The write that decides opens what comes next. */
export async function decideAlert(
  house: House,
  deciding: Deciding<AlertHead, AlertDecision>,
): Promise<TaskPlan | Declined> {
  const { decision } = deciding;
  switch (decision.kind) {
    case 'alert-triage':
      return triage(house, { ...deciding, decision });
    case 'alert-verification':
      return verify(house, { ...deciding, decision });
    case 'alert-disposal':
      return dispose(house, { ...deciding, decision });
  }
}

function triage(house: House, deciding: Of<AlertTriageDecision>): TaskPlan | Declined {
  const { head, decision } = deciding;
  const { area } = decision;
  if (!house.policy.isTownship(area) || !isWithin(area, head.area)) {
    return declined('unknown-area', '请填写本县(市、区)所辖的乡镇(街道)。', { pointer: '/area' });
  }
  return onward(
    house,
    deciding,
    'placed',
    'alert-triaged',
    { area },
    { area, stage: 'VerifyAlert' },
    'alert-verification',
  );
}

/** By whoever holds the task, or by the visit that looked into it. */
export function verify(house: House, deciding: Closing<AlertHead, AlertVerificationDecision>): TaskPlan {
  const { decision } = deciding;
  const data = { isFounded: decision.isFounded, method: decision.method };
  return decision.isFounded
    ? onward(
        house,
        deciding,
        'founded',
        'alert-verified',
        data,
        { isFounded: true, stage: 'DisposeOfAlert' },
        'alert-disposal',
      )
    : closing(deciding, 'unfounded', data, { isFounded: false });
}

const outcomes: Readonly<Record<AlertDisposalDecision['outcome'], AlertOutcome>> = {
  deliver: 'delivered',
  push: 'pushed',
  deliberate: 'deliberated',
  'verify-and-end': 'verified-and-ended',
};

async function dispose(house: House, deciding: Of<AlertDisposalDecision>): Promise<TaskPlan | Declined> {
  const { decision } = deciding;
  const opened = await alertLeadsTo(house, deciding);
  if (opened !== undefined && 'kind' in opened && isDeclined(opened)) return opened;
  const begun = opened !== undefined && 'head' in opened ? opened : undefined;
  const ledTo = begun?.head.caseId;
  const measure = decision.outcome === 'deliver' ? { measure: decision.measure.kind } : {};
  return closing(
    deciding,
    outcomes[decision.outcome],
    { ...measure, ...(ledTo === undefined ? {} : { ledTo }) },
    ledTo === undefined ? {} : { ledTo },
    begun === undefined ? {} : { opens: [begun] },
  );
}

/** The next piece of work opens in the same write. */
function onward(
  house: House,
  deciding: Closing<AlertHead, AlertDecision>,
  outcome: string,
  type: CaseEventType,
  data: { readonly [name: string]: Json },
  next: Partial<AlertHead>,
  kind: TaskKind,
): TaskPlan {
  const task = openedWork(house, { ...deciding.head, ...next }, kind);
  return withoutMachine(
    deciding,
    decided(
      deciding,
      outcome,
      { type, data },
      {
        next,
        tasks: [{ kind: 'open', task }],
        events: [openedEvent(task, deciding.now)],
      },
    ),
  );
}

function closing(
  deciding: Closing<AlertHead, AlertDecision>,
  outcome: AlertOutcome,
  data: { readonly [name: string]: Json },
  next: Partial<AlertHead>,
  more: Pick<CaseChange, 'opens'> = {},
): TaskPlan {
  return withoutMachine(
    deciding,
    decided(
      deciding,
      outcome,
      { type: 'alert-closed', data: { ...data, outcome } },
      { ...more, next: { ...next, status: 'closed', outcome, closedOn: civilDateOf(deciding.now) } },
    ),
  );
}
