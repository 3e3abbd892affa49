import { totalLimit } from '../../domain/casework/limits.ts';
import type { CaseHead } from '../../domain/casework/head.ts';
import type { NotifyMessage } from '../../domain/casework/message.ts';
import type { TaskRecord } from '../../domain/casework/task.ts';
import { deskOf } from '../../domain/casework/desk-of.ts';
import type { MessageValues } from '../../domain/notification/render.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import type { NotifyParts } from './parts.ts';

/** Values that are subjects of people who work here, and are shown by name. */
const PEOPLE = ['by', 'from', 'person'];

/** What the variables of a template stand for: of the case and task as they are now, and what the message brought along. */
export async function messageValues(
  { people, policy, time }: NotifyParts,
  { values }: Pick<NotifyMessage, 'values'>,
  head: CaseHead | undefined,
  task: TaskRecord | undefined,
): Promise<MessageValues> {
  const brought = await Promise.all(
    Object.entries(values).map(async ([name, value]): Promise<readonly [string, string | number]> => {
      if (!PEOPLE.includes(name) || typeof value !== 'string') return [name, value];
      if (value.startsWith('system:')) return [name, '系统'];
      return [name, (await people.member(value))?.name ?? value];
    }),
  );
  const unit = task === undefined ? undefined : policy.unitName(task.unit);
  const dueOn = task === undefined || head === undefined ? undefined : taskDueOn(task);
  const clock = { rules: policy.rules(civilDateOf(time.now()), head?.area ?? policy.area), calendar: policy.calendar };
  const total = head === undefined ? undefined : totalLimit(head, clock)?.due;
  const totalDueOn = total === undefined ? undefined : dateText(total.due, total.provisional);
  return {
    ...(head === undefined ? {} : { receipt: head.caseId, area: policy.areaName(head.area) ?? head.area }),
    ...(task === undefined || head === undefined ? {} : { task: deskOf(task, head).title }),
    ...(unit === undefined ? {} : { unit }),
    ...withDate(dueOn ?? totalDueOn),
    ...Object.fromEntries(brought),
  };
}

const withDate = (dueOn: string | undefined) => (dueOn === undefined ? {} : { dueOn });

const dateText = (on: string, provisional: boolean): string => (provisional ? `${on}(暂定)` : on);

/** The nearest unmet limit of the task's own. */
function taskDueOn({ startedAt, startLimit, finishLimit }: TaskRecord): string | undefined {
  const open = [startedAt === undefined ? startLimit : undefined, finishLimit].filter((limit) => limit !== undefined);
  const [nearest] = open.toSorted((a, b) => a.dueAt - b.dueAt);
  return nearest === undefined ? undefined : dateText(nearest.dueOn, nearest.provisional);
}
