import { nextYearlyLook } from '../../domain/pool/pool-entry.ts';
import { civilDate, civilDateOf, startOfDay } from '../../domain/values/civil-date.ts';
import type { CaseId } from '../../domain/values/ids.ts';
import type { CaseChange } from '../../ports/cases.ts';
import { contention } from '../carry/current-head.ts';
import type { House } from '../house.ts';
import { TURNS } from '../once.ts';
import { event } from './pass-task.ts';

/**
 * 动态监测: releases a person at 00:00 of the day that completes the period, once; an entry without an end is put before
 * its township once a year (S0 二(二)).
 */
export async function passPool(house: House, caseId: CaseId, memberId: string, now: number): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    const entry = (await house.cases.poolEntriesOf(caseId)).find((one) => one.memberId === memberId);
    if (entry === undefined || entry.lookAt > now) return;
    const head = await house.cases.head(caseId);
    if (head === undefined) return;
    const { person, enteredOn, until } = entry;
    const change: Omit<CaseChange, 'head' | 'next'> =
      until === undefined
        ? {
            events: [event('pool-look-due', entry.lookAt, { persons: [person], since: enteredOn })],
            pool: [{ ...entry, lookAt: startOfDay(nextYearlyLook({ since: civilDate(enteredOn) }, civilDateOf(now))) }],
          }
        : {
            events: [event('pool-left', entry.lookAt, { persons: [person], from: until, of: caseId })],
            poolLeft: [{ caseId, memberId }],
          };
    const committed = await house.cases.commit({ head, next: {}, ...change });
    if (committed.kind === 'committed') return;
  }
  throw contention(caseId);
}
