import { announcementsOf } from '../domain/notification/announce.ts';
import type { CaseHead } from '../domain/casework/head.ts';
import type { NewEvent } from '../domain/casework/event.ts';
import type { OutboxMessage } from '../domain/casework/message.ts';
import type { Cases, OpenedCase, TaskChange } from '../ports/cases.ts';
import type { Policy } from '../ports/policy.ts';

type Table = Pick<Policy, 'announcements' | 'windowUnit' | 'countyUnit'>;

/** Adds to every write of a case, in the same transaction, the messages that the pack's table lays down for its events. */
export function withAnnouncements(cases: Cases, policy: Table): Cases {
  const messages = (
    head: CaseHead,
    events: readonly NewEvent[],
    tasks: readonly TaskChange[] = [],
  ): OutboxMessage[] => [
    ...announcementsOf(
      {
        head,
        events,
        tasks: tasks.map((change) =>
          change.kind === 'open' ? { after: change.task } : { before: change.from, after: change.to },
        ),
        window: policy.windowUnit(head.area),
        county: policy.countyUnit(head.area),
      },
      policy.announcements,
    ),
  ];
  const told = <C extends OpenedCase>(opened: C): C => {
    const tasks = opened.tasks?.map((task): TaskChange => ({ kind: 'open', task }));
    return { ...opened, outbox: [...opened.outbox, ...messages(opened.head, opened.events, tasks)] };
  };
  return {
    ...cases,
    create: (created) => cases.create(told(created)),
    commit(change) {
      const { head, events, tasks, outbox = [], opens } = change;
      const about = messages(head, events, tasks);
      return cases.commit({
        ...change,
        ...(about.length === 0 ? {} : { outbox: [...outbox, ...about] }),
        ...(opens === undefined ? {} : { opens: opens.map(told) }),
      });
    },
  };
}
