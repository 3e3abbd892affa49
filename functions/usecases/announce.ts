import { announcementsOf } from '../domain/notification/announce.ts';
import type { CaseHead, NewEvent, OutboxMessage } from '../domain/application/records.ts';
import type { Cases, TaskChange } from '../ports/cases.ts';
import type { Policy } from '../ports/policy.ts';

type Table = Pick<Policy, 'announcements' | 'townshipUnit' | 'countyUnit'>;

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
        window: policy.townshipUnit(head.area),
        county: policy.countyUnit(head.area),
      },
      policy.announcements,
    ),
  ];
  return {
    ...cases,
    create: (created) =>
      cases.create({ ...created, outbox: [...created.outbox, ...messages(created.head, created.events)] }),
    commit(change) {
      const told = messages(change.head, change.events, change.tasks);
      return cases.commit(told.length === 0 ? change : { ...change, outbox: [...(change.outbox ?? []), ...told] });
    },
  };
}
