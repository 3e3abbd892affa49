import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../../../functions/domain/monitoring/feed/cell.ts';
import { findHeading } from '../../../../../functions/domain/monitoring/feed/heading.ts';
import { parseRow } from '../../../../../functions/domain/monitoring/feed/parse-row.ts';
import { civilDate } from '../../../../../functions/domain/values/civil-date.ts';
import { fictitiousIdNumber } from '../../../../../local/demo/people.ts';
import { dongyingFeeds } from '../../../../../policy/feeds/dongying.ts';

const feed = dongyingFeeds.find(({ id }) => id === 'recipients')!;
const titles = [
  '公民身份号码',
  '姓名',
  '户号',
  '现住地区划代码',
  '对象类别',
  '状态',
  '起始日期',
  '终止日期',
  '月救助金额(元)',
];
const heading = findHeading(feed, [{ row: 1, cells: titles }])!;
const number = fictitiousIdNumber('1980-01-02', 10);
const sound: readonly Cell[] = [
  number,
  '张三',
  'H1',
  '370502100',
  '最低生活保障对象',
  '在享',
  '2026-01-01',
  '',
  '1,075.50',
];
const context = { dt: civilDate('2026-11-03'), isKnownArea: (area: string) => ['370502', '370502100'].includes(area) };
const parse = (cells: readonly Cell[]) => parseRow(feed, heading, { row: 7, cells }, context);
const put = (...changes: readonly (readonly [number, Cell])[]) => {
  const cells = [...sound];
  for (const [at, cell] of changes) cells[at] = cell;
  return parse(cells);
};

describe('parseRow', () => {
  it('reads a sound row', () => {
    expect(parse(sound)).toMatchObject({
      kind: 'parsed',
      person: { kind: 'known', number },
      name: '张三',
      values: [number, '张三', 'H1', '370502100', 'dibao', 'in-force', '2026-01-01', null, 107_550],
    });
  });

  it('names every fault of a row, with its line and the heading', () => {
    const result = put([0, ''], [3, '110101'], [4, '五保'], [6, '明天'], [8, '很多']);
    expect(result.kind === 'rejected' && result.problems).toEqual([
      { row: 7, field: '公民身份号码', reason: '不能为空' },
      { row: 7, field: '现住地区划代码', reason: '区划代码110101不在本市行政区划之内' },
      { row: 7, field: '对象类别', reason: expect.stringContaining('“五保”不在代码表内') },
      { row: 7, field: '起始日期', reason: expect.stringContaining('“明天”不是日期') },
      { row: 7, field: '月救助金额(元)', reason: expect.stringContaining('“很多”不是金额') },
    ]);
  });

  it('keeps a damaged number where a name stands beside it, and refuses it without', () => {
    const wrong = `${number.slice(0, 17)}${number.endsWith('1') ? '2' : '1'}`;
    expect(put([0, wrong])).toMatchObject({ kind: 'parsed', person: { kind: 'damaged', raw: wrong } });
    expect(put([0, wrong], [1, ''])).toMatchObject({ kind: 'rejected' });
  });

  it('refuses an event after the day of the data, and lets an end lie ahead', () => {
    expect(put([6, '2026-11-05'])).toMatchObject({ problems: [{ reason: '2026-11-05晚于数据日期2026-11-03' }] });
    expect(put([6, '2026-11-04']).kind).toBe('parsed');
    expect(put([7, '2030-01-01']).kind).toBe('parsed');
  });

  it.each([
    ['张\u0000三', '不可见的控制字符'],
    ['张\uFFFD', '文件编码'],
    ['\uD800', '不完整的字符'],
    ['张'.repeat(61), '内容过长'],
  ])('refuses characters that cannot be kept', (name, reason) => {
    expect(put([1, name])).toMatchObject({ problems: [{ field: '姓名', reason: expect.stringContaining(reason) }] });
  });

  it('takes what databases write for nothing as nothing', () => {
    for (const nothing of ['NULL', '\\N', '-', '—', '/']) {
      expect(put([7, nothing], [8, nothing])).toMatchObject({ kind: 'parsed' });
      expect(put([6, nothing])).toMatchObject({ problems: [{ field: '起始日期', reason: '不能为空' }] });
    }
  });

  it('cuts longer area codes to county or township', () => {
    for (const [text, area] of [
      ['370502100000', '370502100'],
      ['370502100007', '370502100'],
      ['370502000', '370502'],
      ['370502', '370502'],
    ] as const) {
      expect(put([3, text])).toMatchObject({ values: expect.arrayContaining([area]) });
    }
  });

  it('does not say an ID number that slipped into another column', () => {
    expect(put([4, number])).toMatchObject({
      problems: [{ reason: expect.stringContaining(`“${number.slice(0, 6)}…”`) }],
    });
  });

  it('refuses more cells than headings, and passes over empty lines', () => {
    expect(parse([...sound, '多'])).toMatchObject({
      problems: [{ field: '', reason: expect.stringContaining('列数') }],
    });
    expect(parse([...sound, ' ', ''])).toMatchObject({ kind: 'parsed' });
    expect(parse(['', ' ', '\u200B'])).toEqual({ kind: 'empty' });
  });
});
