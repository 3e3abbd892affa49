import type { AlertDisposalDecision } from '../../domain/alert/decisions.ts';
import type { AlertHead } from '../../domain/alert/head.ts';
import { planParts } from '../../domain/referral/plan-parts.ts';
import type { OpenedCase } from '../../ports/cases.ts';
import type { Deciding } from '../decide/deciding.ts';
import { familyOf } from '../family-of.ts';
import type { House } from '../house.ts';
import { motionFor } from '../open-motion.ts';
import { declined, isDeclined } from '../outcome.ts';
import type { Declined } from '../outcome.ts';
import { matrixOf, refused } from '../referral/matrix.ts';
import { referralFor } from '../referral/referral-for.ts';
import { reliefFor } from '../relief/relief-for.ts';
import { terminationFor } from '../termination/open-termination.ts';
import type { Whose } from '../whose.ts';

/** The case that a disposed alert begins, in the same write; undefined where nothing need begin. */
export async function alertLeadsTo(
  house: House,
  { head, by, decision }: Deciding<AlertHead, AlertDisposalDecision>,
): Promise<OpenedCase | Declined | undefined> {
  const { reason } = decision;
  switch (decision.outcome) {
    case 'deliver': {
      const { measure } = decision;
      if (measure.kind !== 'relief') return undefined;
      const { kind: _kind, ...relief } = measure;
      if (!house.policy.reliefCauses.some(({ id, type }) => id === relief.cause && type === relief.type)) {
        return declined('relief-cause-not-listed', '该类救助没有这一事由。', { pointer: '/measure/cause' });
      }
      return reliefFor(house, {
        ...relief,
        whose: await knownFamily(house, head),
        persons: head.persons,
        statement: reason,
        by: by.subject,
      });
    }
    case 'push': {
      const planned = planParts(decision.needs, matrixOf(house, head.area));
      if (planned.kind === 'refused') return refused(planned);
      const { of: _of, kind: _kind, ...family } = await knownFamily(house, head);
      return referralFor(house, {
        ...family,
        persons: head.persons,
        origin: { kind: 'alert', caseId: head.caseId },
        planned: planned.parts,
        stage: 'Parts',
        request: reason,
        by: by.subject,
      });
    }
    case 'deliberate':
      return motionFor(house, { of: head, kind: 'alert', by, dossier: { summary: reason } });
    case 'verify-and-end': {
      const aid = await house.cases.head(decision.aid);
      if (aid === undefined || aid.householdId !== head.householdId) {
        return declined('no-aid-running', '该家庭没有这一在享救助,请核对受理编号。', { pointer: '/aid' });
      }
      const { groundHint, happenedOn, trigger } = decision;
      const planned = await terminationFor(house, {
        aid,
        trigger,
        by: by.subject,
        source: head.caseId,
        reason,
        ...(groundHint === undefined ? {} : { groundHint }),
        ...(happenedOn === undefined ? {} : { happenedOn }),
      });
      return isDeclined(planned) ? planned : planned.opened;
    }
  }
}

/** The people of the alert, who are in the house already. */
async function knownFamily(house: House, head: AlertHead): Promise<Whose> {
  return {
    kind: 'whose',
    area: head.area,
    householdId: head.householdId,
    household: 'known',
    family: await familyOf(house.cases, head),
    recused: head.recused,
    of: head.caseId,
  };
}
