import { headRungs, passedRungs } from '../../domain/clock/alarm.ts';
import { openPause } from '../../domain/casework/retimed.ts';
import { isInProgress } from '../../domain/casework/head.ts';
import type { CaseHead } from '../../domain/casework/head.ts';
import type { TaskRecord } from '../../domain/casework/task.ts';
import type { CaseId } from '../../domain/values/ids.ts';
import { contention } from '../carry/current-head.ts';
import { watchOf } from '../clockwork.ts';
import type { House } from '../house.ts';
import { TURNS } from '../once.ts';
import { event, nothing } from './pass-task.ts';
import type { Passed, PassParts } from './pass-task.ts';
import { tell } from './tell.ts';
import type { Reminded } from './tell.ts';

/** The case's total, or a pause that lasts: its lateness is recorded once, its rungs are claimed in order. */
export async function passTotal(
  house: House,
  { supervisors }: PassParts,
  caseId: CaseId,
  now: number,
): Promise<Passed> {
  const watch = watchOf(house.policy);
  for (let turn = 0; turn < TURNS; turn += 1) {
    const head = await house.cases.head(caseId);
    if (head === undefined || !isInProgress(head) || head.alarm === undefined || head.alarm.at > now) return nothing;
    const { totalDueAt } = head;
    const late = head.totalOverdueAt === undefined && totalDueAt !== undefined && totalDueAt <= now;
    const passed = passedRungs(headRungs(head, watch), head, now);
    const open = passed.length === 0 ? [] : (await house.cases.tasks(caseId)).filter(({ status }) => status === 'OPEN');
    const told = await tell(house, supervisors, remindedOf(house, head, open), passed, now);
    const isSupervised = passed.some(({ rung }) => rung.record === 'supervision');
    const committed = await house.cases.commit({
      head,
      next: {
        ...(passed.length === 0 ? {} : { rungs: [...(head.rungs ?? []), ...passed.map(({ name }) => name)] }),
        ...(late ? { totalOverdueAt: now } : {}),
      },
      events: [
        ...(late ? [event('total-exceeded', totalDueAt, {})] : []),
        ...(isSupervised ? [event('supervision-ordered', now, {})] : []),
      ],
      outbox: told.messages,
      summary: told.summary,
    });
    if (committed.kind === 'committed') return { ...nothing, limitsExceeded: late ? 1 : 0, reminded: passed.length };
  }
  throw contention(caseId);
}

/** Who has the case in hand now; of a pause, and where nobody has, the window that took it. */
function remindedOf({ policy }: House, head: CaseHead, open: readonly TaskRecord[]): Reminded {
  const { caseId, area } = head;
  const [task] = openPause(head) === undefined ? open : [];
  return {
    caseId,
    area,
    unit: task?.unit ?? policy.windowUnit(area),
    ...(task?.holder === undefined ? {} : { holder: task.holder }),
  };
}
