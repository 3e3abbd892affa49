import type { WorkingCalendar } from '../../../policy/calendar/working-calendar.ts';
import type { PublicNoticeRule } from '../../../policy/schema.ts';
import { dueDate } from '../clock/due-date.ts';
import type { Due } from '../clock/types.ts';
import { type CivilDate, startOfDay } from '../values/civil-date.ts';

export interface NoticeWindow {
  readonly postedOn: CivilDate;
  /** Objections are in time up to 24:00 of this day; from the next day on the notice is taken down. */
  readonly lastDay: CivilDate;
  /** Epoch ms, 24:00 of `lastDay`. */
  readonly closesAt: number;
  readonly provisional: boolean;
  readonly trace: Due['trace'];
}

/** The posting day is day 0: a notice of 7 natural days posted on the 1st runs through the 8th. */
export function noticeWindow(rule: PublicNoticeRule, postedOn: CivilDate, calendar: WorkingCalendar): NoticeWindow {
  const limit = {
    id: `${rule.tier}.public-notice`,
    title: '公示期',
    kind: 'finish',
    amount: rule.amount,
    unit: rule.unit,
    eventTitle: '张贴公示',
    source: rule.source,
  } as const;
  const { due, dueAt, provisional, trace } = dueDate({ limit, from: postedOn, calendar });
  return { postedOn, lastDay: due, closesAt: dueAt, provisional, trace };
}

/** An objection counts from the posting itself, so also on the posting day. `at` in epoch ms. */
export function isObjectionInTime(window: Pick<NoticeWindow, 'postedOn' | 'closesAt'>, at: number): boolean {
  return at >= startOfDay(window.postedOn) && at < window.closesAt;
}
