import type { Settled, SettleTaskEvent } from '../../contracts/task-events.ts';
import { taskIdOf } from '../../domain/casework/task.ts';
import type { TaskRecord } from '../../domain/casework/task.ts';
import { taskId as toTaskId } from '../../domain/values/ids.ts';
import { TaskError } from '../../ports/task-errors.ts';
import type { HouseWithDoorbells } from '../house.ts';
import { TURNS } from '../once.ts';
import { contention, currentHead } from './current-head.ts';

/** Whatever woke the execution: reads the record, which is the truth, and stamps that the procedure has seen it. */
export async function settleTask(house: HouseWithDoorbells, event: SettleTaskEvent): Promise<Settled> {
  const { cases, doorbells } = house;
  for (let turn = 0; turn < TURNS; turn += 1) {
    const head = await currentHead(cases, event.caseId, event.gen);
    const task = await cases.task(toTaskId(taskIdOf(head, event.kind, event.round, event.part)));
    if (task === undefined || task.status === 'OPEN') return { kind: 'open' };
    if (task.settledAt !== undefined) return settledOf(task);
    const stamped = await doorbells.settle(head, task, house.time.now());
    if (stamped === 'settled') return settledOf(task);
    if (stamped === 'superseded') throw new TaskError('Superseded', `case ${event.caseId} was rebuilt meanwhile`);
  }
  throw contention(event.caseId);
}

function settledOf(task: TaskRecord): Settled {
  switch (task.status) {
    case 'OPEN':
      return { kind: 'open' };
    case 'DECIDED':
      return { kind: 'decided', outcome: task.outcome ?? '' };
    case 'EXPIRED':
      return { kind: 'expired' };
    case 'CANCELLED':
      return { kind: 'cancelled' };
  }
}
