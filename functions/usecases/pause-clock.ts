import type { CaseChanged } from '../contracts/outcomes.ts';
import { paused, resumed } from '../domain/application/pausing.ts';
import type { PauseRefusal } from '../domain/application/pausing.ts';
import { countableDay } from '../domain/clock/horizon.ts';
import { civilDateOf } from '../domain/values/civil-date.ts';
import { changeCase } from './change-case.ts';
import type { ChangeCaseInput } from './change-case.ts';
import type { House } from './house.ts';
import { declined } from './outcome.ts';
import type { Declined } from './outcome.ts';
import { clockOf } from './read-application.ts';

/** 中止: the total and every open task's limits stand still, but for a notice that hangs, until the ground has gone. */
export function pauseClock(
  house: House,
  input: ChangeCaseInput & { readonly ground: string; readonly noticedOn?: string; readonly reason: string },
): Promise<CaseChanged | Declined> {
  return changeCase(house, 'application', 'clock.pause', input, async (head) => {
    if (head.status !== 'in-review') {
      return declined('case-closed', '该申请不在办理之中,没有可以中止的期限。', { more: { caseStatus: head.status } });
    }
    const now = house.time.now();
    const today = civilDateOf(now);
    const clock = clockOf(house, head);
    const from = countableDay(input.noticedOn ?? today, clock.calendar);
    if (from === undefined) {
      return declined('unknown-calendar-year', '该日期所在年份没有可用的工作日历,不能据以计算期限。', {
        pointer: '/noticedOn',
      });
    }
    const pauses = paused(head, { ground: input.ground, from, now, today }, clock);
    if (typeof pauses === 'string')
      return refusal(
        pauses,
        clock.rules.pauseGrounds.map(({ title }) => title),
      );
    return {
      next: { pauses },
      events: [{ type: 'clock-paused', at: now, actor: input.by.subject, data: { ground: input.ground, from } }],
      sealed: [{ name: `pause.${pauses.length}`, content: { ground: input.ground, from, reason: input.reason } }],
    };
  });
}

function refusal(why: PauseRefusal, grounds: readonly string[]): Declined {
  switch (why) {
    case 'ground':
      return declined('pause-ground-not-listed', `不是法定中止事由,可用事由:${grounds.join('、')}。`, {
        pointer: '/ground',
      });
    case 'already':
      return declined('already-paused', '期限已在中止之中。');
    case 'expired':
      return declined('limit-expired', '办结期限已经届满,届满后不得中止。');
    case 'no-limit':
      return declined('not-under-procedure', '该申请没有正在计算的办结期限。');
    case 'future':
      return declined('date-in-future', '中止起始日不能晚于今天。', { pointer: '/noticedOn' });
    case 'too-early':
      return declined('pause-too-early', '中止起始日不能早于受理之日,也不能早于上一次中止结束之日。', {
        pointer: '/noticedOn',
      });
  }
}

/** 恢复: time runs on from the day after; what stood still is accounted for in the record. */
export function resumeClock(
  house: House,
  input: ChangeCaseInput & { readonly reason: string },
): Promise<CaseChanged | Declined> {
  return changeCase(house, 'application', 'clock.pause', input, async (head) => {
    const now = house.time.now();
    const ended = resumed(head, civilDateOf(now), clockOf(house, head));
    if (ended === undefined) return declined('not-paused', '期限没有中止。');
    const { pauses, ground, time } = ended;
    return {
      next: { pauses },
      events: [{ type: 'clock-resumed', at: now, actor: input.by.subject, data: { ground, ...time } }],
      sealed: [{ name: `resumption.${pauses.length}`, content: { reason: input.reason } }],
    };
  });
}
