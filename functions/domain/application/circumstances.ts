import { grantExtension } from '../clock/extension.ts';
import type { CivilDate } from '../values/civil-date.ts';
import { totalLimit } from './limits.ts';
import type { Clock } from './limits.ts';
import type { CaseHead, Circumstance } from './records.ts';

/**
 * Records circumstances of the case and, where they are legal grounds and the total has not run out, extends the total
 * once. A ground that comes too late is recorded all the same: it explains the delay but does not cure it.
 */
export function withCircumstances(
  head: CaseHead,
  found: readonly Circumstance[],
  clock: Clock,
  on: CivilDate,
): Partial<CaseHead> {
  const fresh = found.filter((circumstance) => !head.circumstances.includes(circumstance));
  if (fresh.length === 0) return {};
  const recorded = { circumstances: [...head.circumstances, ...new Set(fresh)] };
  const total = totalLimit(head, clock);
  if (head.extension !== undefined || total === undefined) return recorded;
  for (const ground of fresh) {
    const granted = grantExtension({ limit: total.limit, from: total.from, calendar: clock.calendar }, { ground, on });
    if (granted.kind === 'extended') {
      return { ...recorded, extension: granted.extension, totalDueAt: granted.due.dueAt };
    }
  }
  return recorded;
}
