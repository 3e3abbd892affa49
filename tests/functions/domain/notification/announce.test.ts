import { describe, expect, it } from 'vitest';
import type { NewEvent } from '../../../../functions/domain/casework/event.ts';
import type { TaskRecord } from '../../../../functions/domain/casework/task.ts';
import { announcementsOf } from '../../../../functions/domain/notification/announce.ts';
import { unitId } from '../../../../functions/domain/values/ids.ts';
import { caseHead, openTaskOf, policy } from '../../../support/case-head.ts';
import { motionHead } from '../deliberation/roster.ts';

const window = unitId('township-370502100');
const county = unitId('county-civil-affairs-370502');

function told(
  event: Partial<NewEvent> & Pick<NewEvent, 'type'>,
  tasks: readonly { readonly before?: TaskRecord; readonly after: TaskRecord }[] = [],
) {
  const events: NewEvent[] = [{ at: 0, actor: 'somebody', data: {}, ...event }];
  const write = { head: caseHead({ lastSeq: 4 }), events, tasks, window, county };
  return announcementsOf(write, policy.announcements);
}

describe('what a write announces', () => {
  const task = openTaskOf('confirmation', { unit: county });
  const data = { taskId: task.taskId };

  it('goes to the unit whose work was opened, and only while it is open', () => {
    expect(told({ type: 'task-opened', data }, [{ after: task }])).toEqual([
      {
        kind: 'notify',
        messageId: `${task.caseId}#e5`,
        template: 'task-opened',
        to: [{ kind: 'unit', unit: county }],
        caseId: task.caseId,
        taskId: task.taskId,
        whileOpen: true,
        values: { by: 'somebody' },
      },
    ]);
  });

  it('is nothing where the table says so', () => {
    expect(told({ type: 'task-claimed', data }, [{ before: task, after: { ...task, holder: 'a' } }])).toEqual([]);
    const notice = openTaskOf('public-notice');
    expect(told({ type: 'task-opened', data: { taskId: notice.taskId } }, [{ after: notice }])).toEqual([]);
  });

  it('tells both who gets the work and who gives it, never who did it', () => {
    const before = { ...task, holder: 'a' };
    const reassigned = (actor: string) =>
      told({ type: 'task-reassigned', actor, data }, [{ before, after: { ...task, holder: 'b' } }]);
    expect(reassigned('head').map(({ template, to, messageId }) => [template, to, messageId])).toEqual([
      ['task-assigned', [{ kind: 'person', subject: 'b' }], `${task.caseId}#e5`],
      ['task-reassigned-away', [{ kind: 'person', subject: 'a' }], `${task.caseId}#e5.2`],
    ]);
    expect(reassigned('b').map(({ template }) => template)).toEqual(['task-reassigned-away']);
  });

  it('goes to the unit where nobody holds the work', () => {
    expect(told({ type: 'task-urged', data }, [{ before: task, after: task }])[0]?.to).toEqual([
      { kind: 'unit', unit: county },
    ]);
    const held = { ...task, holder: 'a' };
    expect(told({ type: 'task-urged', data }, [{ before: held, after: held }])[0]?.to).toEqual([
      { kind: 'person', subject: 'a' },
    ]);
  });

  it('of a withdrawal reaches everybody whose work it cancels, each once', () => {
    const other = openTaskOf('township-opinion', { holder: 'a' });
    const cancelled = (one: TaskRecord) => ({ before: one, after: { ...one, status: 'CANCELLED' as const } });
    const messages = told({ type: 'withdrawn', data: {} }, [
      cancelled({ ...task, holder: 'a' }),
      cancelled(other),
      cancelled(openTaskOf('supply-facts')),
    ]);
    expect(messages.map(({ to }) => to)).toEqual([
      [
        { kind: 'person', subject: 'a' },
        { kind: 'unit', unit: window },
      ],
    ]);
  });

  it('numbers messages by the events that they belong to', () => {
    const events: NewEvent[] = (['complaint-received', 'classified', 'refused'] as const).map((type) => ({
      type,
      at: 0,
      actor: 'x',
      data: {},
    }));
    const messages = announcementsOf({ head: caseHead(), events, tasks: [], window, county }, policy.announcements);
    expect(messages.map(({ messageId }) => messageId.split('#')[1])).toEqual(['e1', 'e3']);
  });

  it('asks every member of a ballot who has no conflict, and tells the end to whoever moved it and their unit', () => {
    const head = motionHead({ recused: ['p2'] });
    const ballot = openTaskOf('ballot', { unit: county });
    const of = (event: Pick<NewEvent, 'type' | 'data'>, more: Partial<typeof head> = {}) =>
      announcementsOf(
        {
          head: { ...head, ...more },
          events: [{ at: 0, actor: 'somebody', ...event }],
          tasks: [{ after: ballot }],
          window,
          county,
        },
        policy.announcements,
      ).flatMap(({ to }) => to);
    const people = (...subjects: readonly string[]) => subjects.map((subject) => ({ kind: 'person', subject }));
    const asked = { type: 'task-opened', data: { taskId: ballot.taskId } } as const;
    expect(of(asked)).toEqual(people('p0', 'p1', 'p3', 'p4'));
    const ended = { type: 'motion-not-carried', data: {} } as const;
    expect(of(ended)).toEqual([...people('r'), { kind: 'unit', unit: county }]);
    const byProcedure = { motion: { ...head.motion, by: 'system:referral' } };
    expect(of(ended, byProcedure)).toEqual([{ kind: 'unit', unit: county }]);
  });
});
