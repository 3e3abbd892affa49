import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { demoPlace, openDemoKeys } from '../../../local/home/demo-place.ts';
import { openFeeds } from '../../../local/home/open-feeds.ts';
import { csvOf, invented, jobless, residents, rowsAtRest } from '../../support/feeds.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const root = join(import.meta.dirname, '../../..');
const start = (args: readonly string[]) =>
  spawn(process.execPath, ['local/feed/main.ts', ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });

async function run(...args: readonly string[]) {
  const child = start(args);
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const [code] = await once(child, 'close');
  return { code, out, err };
}

const stagingOf = (data: string) => join(demoPlace(data).lake, '.staging', 'residents');
const finishedParts = (data: string): number =>
  existsSync(stagingOf(data)) ? readdirSync(stagingOf(data)).filter((name) => name.endsWith('.parquet')).length : 0;

async function versionIn(data: string) {
  const place = demoPlace(data);
  const house = openFeeds({ lake: place.lake, keys: openDemoKeys(place), time: { now: Date.now } });
  const version = await house.lake.latest('residents');
  if (version === undefined) throw new Error('there is no version');
  return { version, rows: await rowsAtRest(house, version) };
}

describe('npm run feed', () => {
  it('takes a file in, says what did not get in and where it is, and lists the feed', async () => {
    const folder = tempFolder();
    const data = join(folder, 'data');
    const file = join(folder, 'jobless.csv');
    const bad = join(folder, 'bad.csv');
    const rows = Array.from({ length: 30 }, (_none, index) => [
      invented(index).number,
      invented(index).name,
      '2026-10-01',
      '',
    ]);
    writeFileSync(file, csvOf([jobless, ...rows, ['x', 'y', '昨天', '']]));
    const args = ['import', file, '--feed', 'unemployment', '--on', '2026-10-31', '--data', data];
    const dry = await run(...args, '--dry-run');
    expect(dry).toMatchObject({ code: 0, out: expect.stringContaining('校验通过,没有写入') });
    expect(existsSync(bad)).toBe(false);
    const first = await run(...args, '--bad', bad);
    expect(first).toMatchObject({ code: 0, out: expect.stringContaining('读取31行:有效30行') });
    expect(first.out).toContain('第32行 登记日期:“昨天”不是日期');
    expect(readFileSync(bad, 'utf8')).toContain('x,y,昨天,,32,');
    expect(statSync(bad).mode & 0o777).toBe(0o600);
    expect(await run(...args)).toMatchObject({ code: 0, out: expect.stringContaining('已经导入过') });
    const listed = await run('list', '--on', '2026-12-20', '--data', data);
    expect(listed.out).toMatch(/unemployment .* 2026-10-31 +30 +逾期10天\(应于2026-12-10前\)/);
  });

  it('ends with 2 for a file that is quarantined, and 1 for a mistake in the command', async () => {
    const folder = tempFolder();
    const data = join(folder, 'data');
    const file = join(folder, 'a.csv');
    writeFileSync(file, '甲,乙\n1,2\n');
    const args = ['import', file, '--feed', 'unemployment', '--data', data];
    expect(await run(...args)).toMatchObject({ code: 2, out: expect.stringContaining('没有找到标题行') });
    const lake = join(demoPlace(data).lake, 'bad.csv');
    for (const [wrong, text] of [
      [['import', file], 'say which feed'],
      [['import', file, '--feed', 'none', '--data', data], 'no feed none'],
      [['import', join(folder, 'b.csv'), '--feed', 'unemployment', '--data', data], 'there is no file'],
      [[...args, '--on', '2026-02-30'], 'is no day'],
      [[...args, '--bad', lake], 'lies in the lake'],
      [[...args, '--bad', file], 'write over'],
      [[...args, '--config', join(folder, 'none.json')], 'cannot be read'],
      [['fly'], 'say what to do'],
    ] as const) {
      expect(await run(...wrong)).toMatchObject({ code: 1, err: expect.stringContaining(text) });
    }
    expect((await run('--help')).out).toContain('npm run feed -- import FILE');
  });

  it('goes on after it was killed, with each row once and finished parts as they were', async () => {
    const folder = tempFolder();
    const data = join(folder, 'data');
    const file = join(folder, 'residents.csv');
    writeFileSync(file, residents(20_000));
    const args = ['import', file, '--feed', 'residents', '--on', '2026-10-31', '--data', data, '--part-rows', '1000'];
    let kept = 0;
    for (const parts of [2, 7]) {
      const child = start(args);
      const ended = once(child, 'exit');
      while (finishedParts(data) < parts && child.exitCode === null)
        await new Promise((resolve) => setTimeout(resolve, 5));
      child.kill('SIGKILL');
      await ended;
      expect(existsSync(join(demoPlace(data).lake, 'residents'))).toBe(false);
      expect(finishedParts(data)).toBeGreaterThanOrEqual(kept);
      kept = finishedParts(data);
    }
    const stamp = statSync(join(stagingOf(data), 'part-00000.parquet')).mtimeMs;
    expect(await run(...args)).toMatchObject({ code: 0, out: expect.stringContaining('20个分片') });
    const { version, rows } = await versionIn(data);
    expect(new Set(rows.map(({ row_id }) => row_id)).size).toBe(20_000);
    expect(rows).toHaveLength(20_000);
    expect(statSync(join(demoPlace(data).lake, 'residents', `dt=${version.dt}`, 'part-00000.parquet')).mtimeMs).toBe(
      stamp,
    );
  }, 60_000);

  it('stops cleanly on Ctrl-C, and goes on', async () => {
    const folder = tempFolder();
    const data = join(folder, 'data');
    const file = join(folder, 'residents.csv');
    writeFileSync(file, residents(20_000));
    const args = ['import', file, '--feed', 'residents', '--on', '2026-10-31', '--data', data, '--part-rows', '1000'];
    const child = start(args);
    const ended = once(child, 'exit');
    while (finishedParts(data) < 2 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGINT');
    expect(await ended).toEqual([130, null]);
    expect(await run(...args)).toMatchObject({ code: 0 });
    expect((await versionIn(data)).rows).toHaveLength(20_000);
  }, 60_000);
});
