import { isOf } from '../../domain/casework/head.ts';
import type { CaseId } from '../../domain/values/ids.ts';
import type { RecheckRecord } from '../../ports/cases.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import { contention } from '../carry/current-head.ts';
import type { House } from '../house.ts';
import { TURNS } from '../once.ts';
import { aidsOf } from '../termination/aid-record.ts';
import { terminationFor } from '../termination/open-termination.ts';
import { ACTOR, event } from './pass-task.ts';

/** Until people have checked, and dated the next look by what they found, the clock asks again after this long. */
const ASK_AGAIN_MS = 30 * 86_400_000;

/**
 * 定期核查到期: puts running aid before people, in time for its last day. Ends nothing, changes nothing; aid that runs no more is
 * asked about no more.
 */
export async function passRecheck(house: House, caseId: CaseId, determination: number, now: number): Promise<void> {
  const { cases } = house;
  let isLookedAt = false;
  for (let turn = 0; turn < TURNS; turn += 1) {
    const record = (await cases.rechecks(caseId)).find((one) => one.determination === determination);
    if (record === undefined || record.lookAt > now) return;
    const head = await cases.head(caseId);
    if (head === undefined || !isOf(head, 'application')) return;
    const runs = (await aidsOf(cases, head, civilDateOf(now))).some((aid) => aid.determination === determination);
    const planned =
      runs && !isLookedAt
        ? await terminationFor(house, {
            aid: head,
            determination,
            trigger: 'periodic-recheck',
            by: ACTOR,
            recheck: { step: record.step, lastCheckedOn: record.lastCheckedOn },
          })
        : undefined;
    const later: RecheckRecord = { ...record, lookAt: now + ASK_AGAIN_MS };
    const { dueOn, lookAt } = record;
    const committed = await cases.commit({
      head,
      next: {},
      events: planned?.kind === 'to-open' ? [event('recheck-due', lookAt, { determination, dueOn })] : [],
      ...(runs ? { rechecks: [later] } : { rechecksOver: [{ caseId, determination }] }),
      opens: planned?.kind === 'to-open' ? [planned.opened] : [],
    });
    if (committed.kind === 'committed') return;
    // Somebody looks at these people already: what comes of it dates the next look.
    isLookedAt = committed.kind === 'locked';
  }
  throw contention(caseId);
}
