import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { feedImportedSchema, feedListSchema, feedSeenSchema, feedViewSchema } from '../../functions/contracts/feeds.ts';
import { problemSchema } from '../../functions/contracts/problems.ts';
import { supervisionSchema } from '../../functions/contracts/supervision.ts';
import { expectStatus } from '../../local/demo/town-client.ts';
import type { Answer } from '../../local/demo/town-client.ts';
import { gb18030Encoder } from '../../local/population/gb18030.ts';
import { csvOf, invented, jobless, residents } from '../support/feeds.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { isOwnTown, startTown } from '../support/town.ts';
import type { Town } from '../support/town.ts';
import { workbookOf } from '../support/xlsx.ts';

const gb18030 = gb18030Encoder();

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const medical = ['公民身份号码', '姓名', '结算流水号', '结算日期', '就医类别', '个人自付金额(元)'];
const settlement = (sequence: number, more: readonly string[] = []) => {
  const { number, name } = invented(sequence);
  return [number, name, `S${sequence}`, '2026-02-20', '住院', '12345.67'].map((cell, at) => more[at] ?? cell);
};
const joblessRow = (sequence: number) => [invented(sequence).number, invented(sequence).name, '2026-02-01', ''];

describe.skipIf(!isOwnTown)('feeds', () => {
  let town: Town;
  beforeAll(async () => {
    town = await startTown({ startAt: '2026-03-02' });
  });
  afterAll(() => town.close());

  const get = (as: string, path: string) => town.client.get(as, path);
  async function send(
    as: string,
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
    type = 'text/csv',
  ): Promise<Answer> {
    const headers = { authorization: `Bearer ${await town.client.token(as)}`, 'content-type': type };
    const response = await fetch(`${town.client.url}${path}`, { method: 'POST', headers, body });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: JSON.parse(text) };
  }
  const deliver = (
    feed: string,
    body: string | Uint8Array<ArrayBuffer>,
    query = '',
    as = 'supervisor',
    type = 'text/csv',
  ) => send(as, `/feeds/${feed}/imports?${query}`, body, type);
  const problemOf = ({ status, body }: Answer) => ({ ...problemSchema.parse(body), status });
  const feedOf = async (id: string) =>
    feedViewSchema.parse(expectStatus(await get('supervisor', `/feeds/${id}`), [200]));
  const board = async (as: string) => supervisionSchema.parse(expectStatus(await get(as, '/supervision'), [200])).feeds;

  it('have a register that shows how each of them stands', async () => {
    for (const as of ['supervisor', 'county-dongying', 'head-niuzhuang']) {
      const { items } = feedListSchema.parse(expectStatus(await get(as, '/feeds'), [200]));
      expect(items).toHaveLength(21);
      expect(items.find(({ id }) => id === 'unemployment')).toMatchObject({
        owner: 'city-human-resources',
        lastGoodOn: null,
        freshness: { kind: 'due', dueOn: '2026-03-10', lateDays: 0 },
      });
    }
    const { fields } = await feedOf('disability-cards');
    expect(fields.find(({ title }) => title === '残疾类别')?.codes).toContain('肢体');
  });

  it('come in as CSV, once for the same content', async () => {
    const text = residents(20);
    const checked = feedSeenSchema.parse(expectStatus(await deliver('residents', text, 'dryRun=true'), [200]));
    expect(checked).toMatchObject({ kind: 'feed-checked', counts: { kept: 20 }, reasons: [] });
    expect((await feedOf('residents')).lastGoodOn).toBeNull();
    const first = feedImportedSchema.parse(expectStatus(await deliver('residents', text, 'on=2026-02-28'), [201]));
    expect(first).toMatchObject({ feed: 'residents', dt: '2026-02-28', rows: 20, problems: [] });
    for (const query of ['', 'on=2026-02-28']) {
      expect(expectStatus(await deliver('residents', text, query), [200])).toMatchObject({
        kind: 'feed-known',
        rows: 20,
      });
    }
    expect(await feedOf('residents')).toMatchObject({
      lastGoodOn: '2026-02-28',
      rows: 20,
      freshness: { kind: 'fresh', dueOn: '2026-04-10' },
      lastAttempt: { by: 'supervisor', result: 'imported' },
      versions: [{ dt: '2026-02-28', rows: 20 }],
    });
  });

  it('come in as a workbook, and in GB18030', async () => {
    const { number, name } = invented(77);
    const book = new Uint8Array(
      workbookOf([medical, [number, name, 'S77', { serial: 46_073 }, '住院', { number: '88.100000000000009' }]]),
    );
    expect(
      expectStatus(await deliver('medical-expenses', book, 'dryRun=true', 'supervisor', xlsx), [200]),
    ).toMatchObject({
      counts: { kept: 1, rejected: 0 },
    });
    const encoded = new Uint8Array(gb18030(csvOf([jobless, joblessRow(78), joblessRow(79)])));
    expect(expectStatus(await deliver('unemployment', encoded, 'dryRun=true'), [200])).toMatchObject({
      counts: { kept: 2, damaged: 0, rejected: 0 },
    });
  });

  it('name the rows that do not get in, and take the others', async () => {
    const rows = Array.from({ length: 10 }, (_none, index) => settlement(index));
    const text = csvOf([medical, ...rows, settlement(11, ['', '', '', '2026-02-30', '看病', '一百'])]);
    const imported = feedImportedSchema.parse(
      expectStatus(await deliver('medical-expenses', text, 'on=2026-02-28'), [201]),
    );
    expect(imported.counts).toMatchObject({ read: 11, kept: 10, rejected: 1 });
    expect(imported.problems.map(({ row, field }) => `${row} ${field}`)).toEqual([
      '12 公民身份号码',
      '12 姓名',
      '12 结算流水号',
      '12 结算日期',
      '12 就医类别',
      '12 个人自付金额(元)',
    ]);
  });

  it('are quarantined when their shape has changed; the version before stands, and the board shows it', async () => {
    const sound = csvOf([jobless, joblessRow(1), joblessRow(2)]);
    expectStatus(await deliver('unemployment', sound, 'on=2026-02-28'), [201]);
    const problem = problemOf(await deliver('unemployment', sound.replace('登记日期', '办理时间'), 'on=2026-03-01'));
    expect(problem).toMatchObject({ status: 422, code: 'feed-quarantined', detail: '缺少必需的列:登记日期。' });
    expect(await feedOf('unemployment')).toMatchObject({
      lastGoodOn: '2026-02-28',
      rows: 2,
      lastAttempt: { result: 'quarantined', dt: '2026-03-01' },
      quarantine: [{ code: 'columns-missing', text: '缺少必需的列:登记日期' }],
    });
    const row = (await board('supervisor'))?.find(({ id }) => id === 'unemployment');
    expect(row).toEqual({
      id: 'unemployment',
      title: '登记失业人员',
      owner: '东营市人力资源和社会保障局',
      lastGoodOn: '2026-02-28',
      lateDays: 0,
      quarantined: true,
    });
    expectStatus(await deliver('unemployment', csvOf([jobless, joblessRow(1)]), 'on=2026-03-01'), [201]);
    expect((await board('supervisor'))?.some(({ id }) => id === 'unemployment')).toBe(false);
  });

  it('are handed in by the owner, units below it, and who watches; by nobody else', async () => {
    const text = csvOf([medical, settlement(50)]);
    expectStatus(await deliver('medical-expenses', text, 'dryRun=true', 'medical-dongying'), [200]);
    expectStatus(await deliver('deaths', text, 'dryRun=true', 'county-dongying'), [200]);
    for (const as of ['medical-dongying', 'window-niuzhuang', 'head-niuzhuang']) {
      expect(problemOf(await deliver('deaths', text, '', as))).toMatchObject({ status: 403, code: 'forbidden' });
    }
    for (const as of ['medical-dongying', 'window-niuzhuang']) {
      expect(problemOf(await get(as, '/feeds'))).toMatchObject({ status: 403 });
    }
    expect(await board('supervisor-dongying')).toBeNull();
  });

  it('are refused when they are no file that could be one', async () => {
    const text = csvOf([jobless, joblessRow(1)]);
    expect(problemOf(await deliver('none', text))).toMatchObject({ status: 404 });
    expect(problemOf(await get('supervisor', '/feeds/none'))).toMatchObject({ status: 404 });
    expect(problemOf(await deliver('unemployment', text, 'on=2026-03-03'))).toMatchObject({ code: 'date-in-future' });
    expect(problemOf(await deliver('unemployment', text, 'on=yesterday'))).toMatchObject({ code: 'invalid-request' });
    expect(problemOf(await deliver('unemployment', '{}', '', 'supervisor', 'application/json'))).toMatchObject({
      status: 415,
      detail: expect.stringContaining('text/csv'),
    });
    for (const size of [4 * 1024 * 1024 + 1, 6 * 1024 * 1024]) {
      expect(problemOf(await deliver('unemployment', 'x'.repeat(size)))).toMatchObject({
        status: 413,
        detail: expect.stringContaining('npm run feed -- import'),
      });
    }
    for (const body of ['', 'PK\u0003\u0004', '\u0000', '"', 'a,b\n']) {
      expect(problemOf(await deliver('vehicles', body))).toMatchObject({ status: 422, code: 'feed-quarantined' });
    }
  });

  it('come in on the command line while the town runs', async () => {
    const file = join(tempFolder(), 'deaths.csv');
    writeFileSync(
      file,
      csvOf([
        ['公民身份号码', '姓名', '死亡日期'],
        [...joblessRow(5).slice(0, 2), '2026-02-03'],
      ]),
    );
    const args = [
      'local/feed/main.ts',
      'import',
      file,
      '--feed',
      'deaths',
      '--on',
      '2026-02-28',
      '--data',
      town.folder ?? '',
    ];
    const child = spawn(process.execPath, args, { cwd: join(import.meta.dirname, '../..'), stdio: 'ignore' });
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await feedOf('deaths')).toMatchObject({ lastGoodOn: '2026-02-28', rows: 1 });
  });

  it('are late by the calendar, and the board says by how much, until they come', async () => {
    await town.client.goTo('2026-04-10');
    const late = async () => (await board('supervisor'))?.find(({ id }) => id === 'medical-expenses');
    expect(await late()).toBeUndefined();
    expect((await feedOf('medical-expenses')).freshness).toEqual({ kind: 'due', dueOn: '2026-04-10', lateDays: 0 });
    await town.client.goTo('2026-04-13');
    expect(await late()).toMatchObject({ lastGoodOn: '2026-02-28', lateDays: 3, quarantined: false });
    expect((await board('supervisor'))?.find(({ id }) => id === 'custody')).toMatchObject({
      lastGoodOn: null,
      lateDays: 3,
    });
    expectStatus(await deliver('medical-expenses', csvOf([medical, settlement(60)]), 'on=2026-03-31'), [201]);
    expect(await late()).toBeUndefined();
  });
});
