import { unitIdSchema } from '../values/ids.ts';
import type { UnitId } from '../values/ids.ts';
import type { ReferralAction } from './actions.ts';
import type {
  AcceptanceDecision,
  ArbitrationDecision,
  HandlingDecision,
  LeadDecision,
  ReassignmentDecision,
} from './decisions.ts';
import { refuseReferral } from './refusal.ts';
import type { ReferralRefusal } from './refusal.ts';

type PartDecision = AcceptanceDecision | HandlingDecision | ReassignmentDecision | ArbitrationDecision | LeadDecision;

/** The act on a part that a person's entry means; refused where it leaves out what the act needs. */
export function actionOf(decision: PartDecision, part: string): ReferralAction | ReferralRefusal {
  switch (decision.kind) {
    case 'referral-acceptance':
      if (decision.outcome === 'accept') return { part, kind: 'accept' };
      return decision.reason === undefined
        ? refuseReferral('return-reason-missing', '退回须写明不属于本部门职责的理由。', '/reason')
        : { part, kind: 'return' };
    case 'referral-handling':
      return handled(decision, part);
    case 'referral-reassignment':
      return withUnit(decision.unit, (to) => ({ part, kind: 'reassign', to }));
    case 'referral-arbitration':
      return decision.outcome === 'assign'
        ? withUnit(decision.unit, (to) => ({ part, kind: 'arbitrate', ruling: { kind: 'assign', to } }))
        : { part, kind: 'arbitrate', ruling: { kind: decision.outcome } };
    case 'referral-lead':
      return { part: decision.part, kind: 'name-lead' };
  }
}

function handled({ result, fen, unit }: HandlingDecision, part: string): ReferralAction | ReferralRefusal {
  if (fen !== undefined && result !== 'granted') {
    return refuseReferral('amount-without-grant', '没有给予救助的,不填写金额。', '/fen');
  }
  return result === 'referred-on'
    ? withUnit(unit, (to) => ({ part, kind: 'refer-on', to }))
    : { part, kind: 'answer', result };
}

function withUnit(unit: string | undefined, action: (to: UnitId) => ReferralAction): ReferralAction | ReferralRefusal {
  if (unit === undefined) return refuseReferral('department-missing', '请写明承办部门。', '/unit');
  const named = unitIdSchema.safeParse(unit);
  return named.success ? action(named.data) : refuseReferral('no-such-department', '没有这个承办部门。', '/unit');
}
