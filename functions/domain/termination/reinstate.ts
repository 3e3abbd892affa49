import type { CivilDate } from '../values/civil-date.ts';
import { firstUnpaidDay } from './stop-day.ts';
import type { TerminationHead } from './head.ts';
import { refuse } from './decide/verdict.ts';
import type { TerminationRefusal } from './decide/verdict.ts';

export interface Reinstatement {
  readonly kind: 'reinstated';
  /** First day of pay. */
  readonly from: CivilDate;
  /** Months that were withheld by error, `until` not included. */
  readonly arrears?: { readonly from: CivilDate; readonly until: CivilDate; readonly monthlyFen?: number };
}

/**
 * 恢复救助: paid again from the next month; the months between are made good where the stop was an error. Before the stop has
 * come, nothing is owed and the aid simply goes on.
 */
export function reinstate(
  { status, confirmation, aid }: Pick<TerminationHead, 'status' | 'confirmation' | 'aid'>,
  isError: boolean,
  isAidedElsewhere: boolean,
  today: CivilDate,
): TerminationRefusal | Reinstatement {
  if ((status !== 'stopped' && status !== 'tapering') || confirmation === undefined) {
    return refuse('not-stopped', '该案没有终止救助,无需恢复。');
  }
  if (isAidedElsewhere) {
    return refuse('other-aid-runs', '有关人员已享受其他类别救助,不能恢复;请先终止该项救助。');
  }
  const next = firstUnpaidDay(today);
  const stopped = confirmation.from;
  if (stopped >= next) return { kind: 'reinstated', from: stopped };
  const { monthlyFen } = aid;
  return {
    kind: 'reinstated',
    from: next,
    ...(isError
      ? { arrears: { from: stopped, until: next, ...(monthlyFen === undefined ? {} : { monthlyFen }) } }
      : {}),
  };
}
