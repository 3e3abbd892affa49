import type { AnnouncedTo } from '../../../policy/message-schema.ts';
import type { Announcements } from '../../../policy/schema.ts';
import type { CaseHead } from '../casework/head.ts';
import type { NewEvent } from '../casework/event.ts';
import type { NotifyMessage } from '../casework/message.ts';
import type { TaskRecord } from '../casework/task.ts';
import type { UnitId } from '../values/ids.ts';
import { votersOf } from '../deliberation/head.ts';
import { mailboxOf } from './receiver.ts';
import type { Receiver } from './receiver.ts';

/** One write of a case, as far as it says who is to be told of it. */
export interface Announceable {
  /** As it stood before. */
  readonly head: CaseHead;
  readonly events: readonly NewEvent[];
  /** Tasks of this write; `before` is absent where it opens the task. */
  readonly tasks: readonly { readonly before?: TaskRecord; readonly after: TaskRecord }[];
  readonly window: UnitId;
  readonly county: UnitId;
}

/** The messages of a write, by the pack's table; each has the name of its event, so that a repeated one is known. */
export function announcementsOf(write: Announceable, table: Announcements): readonly NotifyMessage[] {
  return write.events.flatMap((event, index) => {
    const taskId = event.data['taskId'];
    const task = write.tasks.find(({ after }) => after.taskId === taskId);
    const row = table.events.find(
      ({ event: type, taskKind }) => type === event.type && (taskKind === undefined || taskKind === task?.after.kind),
    );
    return (row?.announce ?? []).flatMap(({ template, to }, which): NotifyMessage[] => {
      const receivers = distinct(to.flatMap((code) => receiversOf(code, write, task)));
      const told = receivers.filter((one) => one.kind !== 'person' || one.subject !== event.actor);
      if (told.length === 0) return [];
      const { caseId, lastSeq } = write.head;
      return [
        {
          kind: 'notify',
          messageId: `${caseId}#e${lastSeq + 1 + index}${which === 0 ? '' : `.${which + 1}`}`,
          template,
          to: told,
          caseId,
          ...(task === undefined ? {} : { taskId: task.after.taskId }),
          ...(task?.after.status === 'OPEN' ? { whileOpen: true } : {}),
          values: { by: event.actor, ...fromOf(event) },
        },
      ];
    });
  });
}

type Touched = Announceable['tasks'][number];

function receiversOf(code: AnnouncedTo, write: Announceable, task?: Touched): readonly Receiver[] {
  switch (code) {
    case 'holder':
      return holderOf(task?.after);
    case 'previous-holder':
      return holderOf(task?.before);
    case 'task-unit':
      return task === undefined ? [] : [{ kind: 'unit', unit: task.after.unit }];
    case 'worker':
      return task === undefined ? [] : [workerOf(task.after)];
    case 'cancelled-workers':
      return write.tasks.flatMap(({ before, after }) =>
        before !== undefined && after.status === 'CANCELLED' ? [workerOf(before)] : [],
      );
    case 'changed-workers':
      return write.tasks.flatMap(({ before, after }) =>
        before !== undefined && after.status === 'OPEN' ? [workerOf(after)] : [],
      );
    case 'window':
      return [{ kind: 'unit', unit: write.window }];
    case 'county':
      return [{ kind: 'unit', unit: write.county }];
    case 'members':
      return membersOf(write.head);
    case 'mover':
      return moverOf(write.head);
  }
}

const holderOf = (task?: TaskRecord): readonly Receiver[] =>
  task?.holder === undefined ? [] : [{ kind: 'person', subject: task.holder }];

/** Work that nobody holds is its unit's. */
const workerOf = (task: TaskRecord): Receiver =>
  task.holder === undefined ? { kind: 'unit', unit: task.unit } : { kind: 'person', subject: task.holder };

/** A conflict is declared by the person, and whoever declared one is asked for no vote. */
const membersOf = (head: CaseHead): readonly Receiver[] =>
  head.procedure === 'deliberation' ? votersOf(head).map(({ subject }) => ({ kind: 'person', subject })) : [];

/** Not the machine, where a procedure moved it. */
function moverOf(head: CaseHead): readonly Receiver[] {
  if (head.procedure !== 'deliberation') return [];
  const { by, unit } = head.motion;
  return [...(by.startsWith('system:') ? [] : [{ kind: 'person' as const, subject: by }]), { kind: 'unit', unit }];
}

const distinct = (receivers: readonly Receiver[]): readonly Receiver[] => [
  ...new Map(receivers.map((receiver) => [mailboxOf(receiver), receiver])).values(),
];

/** Who had the work before, or the first day of a pause: whatever the event itself names. */
function fromOf({ data }: NewEvent): { readonly from?: string } {
  const { from, leaver } = data;
  const named = from ?? leaver;
  return typeof named === 'string' ? { from: named } : {};
}
