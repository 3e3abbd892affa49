import type { CaseStepEvent, ReferralClosed } from '../../contracts/task-events.ts';
import { endOf, isComplete } from '../../domain/referral/conclude.ts';
import { currentAssignment } from '../../domain/referral/part.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import type { House } from '../house.ts';
import { TURNS } from '../once.ts';
import { resultLetter } from '../referral/letters.ts';
import { contention, currentHeadOf } from './current-head.ts';

/** Writes how the referral ended, and what the family is told of it. */
export async function closeReferral(house: House, event: CaseStepEvent): Promise<ReferralClosed> {
  const { cases } = house;
  for (let turn = 0; turn < TURNS; turn += 1) {
    const head = await currentHeadOf(cases, 'referral', event.caseId, event.gen);
    if (head.closedOn !== undefined) return { kind: 'closed' };
    if (!isComplete(head.parts)) throw new Error(`referral ${head.caseId} is to close, and a part is still open`);
    const now = house.time.now();
    const on = civilDateOf(now);
    const end = endOf(head.parts);
    const result = await cases.commit({
      head,
      next: { status: end, stage: 'Close', closedOn: on },
      events: [
        {
          type: 'referral-closed',
          at: now,
          actor: 'system:close-referral',
          data: {
            end,
            parts: head.parts.map((part) => ({
              part: part.id,
              unit: currentAssignment(part).unit,
              state: part.state,
              ...(part.result === undefined ? {} : { result: part.result }),
            })),
          },
        },
      ],
      ...(head.parts.length === 0
        ? {}
        : { sealed: [{ name: 'letter.result', content: await resultLetter(house, head, on) }] }),
    });
    if (result.kind === 'committed') return { kind: 'closed' };
  }
  throw contention(event.caseId);
}
