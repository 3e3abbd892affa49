import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findHeading } from '../../../../../functions/domain/monitoring/feed/heading.ts';
import { shapeFaults } from '../../../../../functions/domain/monitoring/feed/verdict.ts';
import { dongyingFeeds } from '../../../../../policy/feeds/dongying.ts';

const feed = dongyingFeeds.find(({ id }) => id === 'unemployment')!;
const titles = ['公民身份号码', '姓名', '登记日期', '注销日期'];
const rowsOf = (...rows: readonly (readonly string[])[]) => rows.map((cells, index) => ({ row: index + 1, cells }));

describe('findHeading', () => {
  it('finds the columns in any order, among columns that nobody asked for', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...titles, '备注', ''], { minLength: 6 }), (cells) => {
        const heading = findHeading(feed, rowsOf(cells));
        expect(heading?.columns.map((column) => cells[column ?? -1])).toEqual(titles);
        expect(heading?.unknown).toEqual(['备注']);
        expect(shapeFaults(feed, heading)).toEqual([]);
      }),
    );
  });

  it('knows other headings of a field, in whatever width and with whatever marks', () => {
    const heading = findHeading(feed, rowsOf([' 身份证号 *', '姓 名', '登记日期(必填)', '\uFEFF注销日期']));
    expect(heading?.columns).toEqual([0, 1, 2, 3]);
  });

  it('passes over a title above it', () => {
    expect(findHeading(feed, rowsOf(['登记失业人员名单', '', ''], [], titles))?.row).toBe(3);
  });

  it('passes over the columns of a file that was sent back', () => {
    expect(findHeading(feed, rowsOf([...titles, '行号', '错误']))?.unknown).toEqual([]);
  });

  it('names what is missing and what is there twice', () => {
    expect(shapeFaults(feed, findHeading(feed, rowsOf(['身份证号', '公民身份号码', '姓名'])))).toEqual([
      { code: 'columns-missing', text: '缺少必需的列:登记日期' },
      { code: 'columns-twice', text: '同一内容有多列:公民身份号码' },
    ]);
    expect(shapeFaults(feed, findHeading(feed, rowsOf(['a', 'b'])))[0]?.code).toBe('no-heading');
    expect(shapeFaults(feed, undefined)[0]?.code).toBe('no-heading');
  });
});
