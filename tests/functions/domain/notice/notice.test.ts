import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isObjectionInTime, noticeWindow } from '../../../../functions/domain/notice/notice-window.ts';
import { projectNotice } from '../../../../functions/domain/notice/project-notice.ts';
import { civilDate } from '../../../../functions/domain/values/civil-date.ts';
import { workingCalendar } from '../../../../policy/calendar/load.ts';
import { dongying } from '../../../../policy/dongying/dongying.ts';

const d = civilDate;
const on = d('2026-11-23');
const rule = (tier: string) => dongying.publicNotices.find((notice) => notice.tier === tier)!;
const subject = {
  applicantName: '张三丰',
  applicantBirthDate: d('1980-01-01'),
  coveredBirthDates: [d('1980-01-01'), d('2015-01-01')],
  memberCount: 2,
  monthlyFen: 115_000,
};

describe('projectNotice', () => {
  it('shows applicant, number of members and amount, whatever else is at hand', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (more) => {
        const projection = projectNotice({ ...more, ...subject }, rule('dibao'), on);
        expect(projection).toEqual({
          kind: 'notice',
          fields: { applicantName: '张三丰', memberCount: 2, monthlyFen: 115_000 },
        });
      }),
    );
  });

  it('shows less where the rule lists less', () => {
    expect(projectNotice(subject, { ...rule('dibao'), fields: ['member-count'] }, on)).toEqual({
      kind: 'notice',
      fields: { memberCount: 2 },
    });
  });

  it('posts nothing about minors, whether they apply or are the only ones covered', () => {
    expect(projectNotice({ ...subject, applicantBirthDate: d('2008-11-24') }, rule('dibao'), on)).toMatchObject({
      because: 'minor',
    });
    expect(projectNotice({ ...subject, applicantBirthDate: d('2008-11-23') }, rule('dibao'), on).kind).toBe('notice');
    expect(projectNotice({ ...subject, coveredBirthDates: [d('2015-01-01')] }, rule('destitute'), on)).toMatchObject({
      because: 'minor',
    });
  });

  it('posts nothing for 刚性支出, and nothing without a rule', () => {
    expect(projectNotice(subject, rule('rigid-expenditure'), on)).toMatchObject({
      kind: 'none',
      because: 'not-required',
    });
    expect(projectNotice(subject, undefined, on)).toMatchObject({ kind: 'none', because: 'no-rule' });
  });
});

describe('noticeWindow', () => {
  const window = noticeWindow(rule('dibao'), d('2026-09-28'), workingCalendar());

  it('stands seven natural days after the day of posting, through holidays', () => {
    expect(window).toMatchObject({ postedOn: '2026-09-28', lastDay: '2026-10-05', provisional: false });
  });

  it('hears objections from the posting day to the end of the last day', () => {
    const at = (instant: string) => isObjectionInTime(window, Date.parse(instant));
    expect(at('2026-09-27T23:59:59+08:00')).toBe(false);
    expect(at('2026-09-28T00:00:00+08:00')).toBe(true);
    expect(at('2026-10-05T23:59:59+08:00')).toBe(true);
    expect(at('2026-10-06T00:00:00+08:00')).toBe(false);
  });
});
