import { taskAlarm, totalAlarm } from '../domain/clock/alarm.ts';
import type { CaseHead, TaskRecord } from '../domain/application/records.ts';
import type { Cases, TaskChange } from '../ports/cases.ts';

/** Winds the clock on every write of a case: no use case can open or change work that the sweep would not find. */
export function withClockwork(cases: Cases): Cases {
  return {
    ...cases,
    create: (created) => cases.create({ ...created, head: woundHead(created.head) }),
    commit(change) {
      const { alarm } = woundHead({ ...change.head, ...change.next });
      const next = { ...change.next, ...(alarm === undefined ? {} : { alarm }) };
      return cases.commit({
        ...change,
        next,
        ...(change.tasks === undefined ? {} : { tasks: change.tasks.map(woundTask) }),
      });
    },
  };
}

function woundHead(head: CaseHead): CaseHead {
  const alarm = totalAlarm(head);
  return alarm === undefined ? head : { ...head, alarm };
}

function woundTask(change: TaskChange): TaskChange {
  return change.kind === 'open' ? { ...change, task: wound(change.task) } : { ...change, to: wound(change.to) };
}

function wound({ alarm: _before, ...task }: TaskRecord): TaskRecord {
  const alarm = taskAlarm(task);
  return alarm === undefined ? task : { ...task, alarm };
}
