import type { CaseStepEvent, ReferralSent } from '../../contracts/task-events.ts';
import { formParts } from '../../domain/referral/form.ts';
import { waitingParts } from '../../domain/referral/place.ts';
import { currentAssignment } from '../../domain/referral/part.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import type { House } from '../house.ts';
import { TURNS } from '../once.ts';
import { startLetter } from '../referral/letters.ts';
import { contention, currentHeadOf } from './current-head.ts';

/**
 * 移交: each planned part to its department, once, and what the family is told of it. Answers all parts that wait for
 * work, so that a rebuilt execution takes up where the referral stands.
 */
export async function sendReferral(house: House, event: CaseStepEvent): Promise<ReferralSent> {
  const { cases } = house;
  for (let turn = 0; turn < TURNS; turn += 1) {
    const head = await currentHeadOf(cases, 'referral', event.caseId, event.gen);
    if (head.closedOn !== undefined) return { kind: 'cancelled' };
    if (head.parts.length > 0) return { kind: 'sent', parts: waitingParts(head.parts).map(({ id }) => id) };
    if (head.planned.length === 0) throw new Error(`referral ${head.caseId} is to be sent without any part`);
    const now = house.time.now();
    const on = civilDateOf(now);
    const parts = formParts(head.planned, on);
    const result = await cases.commit({
      head,
      next: { stage: 'Parts', planned: [], parts },
      events: [
        {
          type: 'referral-sent',
          at: now,
          actor: 'system:send-referral',
          data: {
            parts: parts.map((part) => ({
              part: part.id,
              need: part.need,
              ...(part.entitlement === undefined ? {} : { entitlement: part.entitlement }),
              unit: currentAssignment(part).unit,
              mandatory: part.mandatory,
              lead: part.lead,
            })),
          },
        },
      ],
      sealed: [{ name: 'letter.start', content: await startLetter(house, { ...head, parts }, on) }],
    });
    if (result.kind === 'committed') return { kind: 'sent', parts: parts.map(({ id }) => id) };
  }
  throw contention(event.caseId);
}
