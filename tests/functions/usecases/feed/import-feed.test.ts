import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchKey } from '../../../../functions/domain/monitoring/match-key.ts';
import { civilDate } from '../../../../functions/domain/values/civil-date.ts';
import { personId } from '../../../../functions/domain/values/ids.ts';
import { lakeScope } from '../../../../functions/ports/lake.ts';
import type { LakeWriter } from '../../../../functions/ports/lake-writer.ts';
import type { ImportOutcome } from '../../../../functions/usecases/feed/report.ts';
import {
  csvOf,
  feedHouse,
  importText,
  invented,
  jobless,
  residentRow,
  residents,
  residentTitles,
  rowsAtRest,
} from '../../../support/feeds.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const imported = (outcome: ImportOutcome) => {
  if (outcome.kind !== 'imported') throw new Error(JSON.stringify(outcome));
  return outcome;
};
const wrong = (number: string) => `${number.slice(0, 17)}${number.endsWith('1') ? '2' : '1'}`;
const joblessRow = (sequence: number, on = '2026-10-01') => {
  const { number, name } = invented(sequence);
  return [number, name, on, ''];
};
const everyFile = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());

describe('importFeed', () => {
  it('makes a version of the population, with sealed identities and the keys of cases', async () => {
    const house = feedHouse(tempFolder());
    const { version, report } = imported(await importText(house, 'residents', residents(5)));
    expect(report).toMatchObject({ counts: { read: 5, kept: 5, rejected: 0, damaged: 0, duplicates: 0 }, notes: [] });
    expect(version).toMatchObject({ dataset: 'residents', dt: '2026-11-03', rows: 5 });
    const rows = await rowsAtRest(house, version);
    const { number, name } = invented(0);
    const person = matchKey(personId(house.vault.blindIndex('person', number)));
    const row = rows.find((one) => one['person'] === person);
    expect(row).toMatchObject({ row_id: person, id_birth: '19500301', birth: '1950-03-01', area: '370502100' });
    expect(row).toMatchObject({ residence: 'urban', village: '社区' });
    expect(rows.filter(({ household }) => household === row?.['household'])).toHaveLength(3);
    const context = { scope: lakeScope('residents', version.dt), key: version.key ?? '', binding: person };
    const identity = JSON.parse(await house.vault.open(context, String(row?.['identity'])));
    expect(identity).toEqual({ name, idNumber: number, address: '东二路0号', phone: '13800000000' });
    expect(await house.lake.latest('residents')).toEqual(version);
  });

  it('leaves no ID number, name, address or telephone in plain anywhere in its folder', async () => {
    const folder = tempFolder();
    const house = feedHouse(folder);
    const { number, name } = invented(7);
    imported(await importText(house, 'residents', residents(20)));
    const cards = [
      ['公民身份号码', '姓名', '残疾人证号', '残疾类别', '残疾等级', '发证日期'],
      [number, name, `${number}42`, '肢体', '1', '2026-01-01'],
      [wrong(number), name, '', '肢体', '2', '2026-01-02'],
    ];
    const { version } = imported(await importText(house, 'disability-cards', csvOf(cards)));
    const rows = JSON.stringify(await rowsAtRest(house, version));
    const [one] = await rowsAtRest(house, version);
    expect(one?.['card_no']).toBe(`${String(one?.['person'])}42`);
    const plain = [number, wrong(number), name, number.slice(0, 12), '东二路', '13800000000'];
    for (const text of plain) {
      expect(rows).not.toContain(text);
      expect(everyFile(folder).filter((path) => readFileSync(path).includes(text))).toEqual([]);
    }
  });

  it('keeps a damaged row without its person, by its parts', async () => {
    const house = feedHouse(tempFolder());
    const { number, name } = invented(3);
    const text = csvOf([jobless, [wrong(number), name, '2026-10-01', ''], joblessRow(4)]);
    const { version, report } = imported(await importText(house, 'unemployment', text));
    expect(report.counts).toMatchObject({ kept: 2, damaged: 1, rejected: 0 });
    expect(report.warnings).toEqual([{ row: 2, field: '公民身份号码', reason: expect.stringContaining('校验位不符') }]);
    const population = imported(await importText(house, 'residents', residents(5))).version;
    const there = (await rowsAtRest(house, population)).find(({ id_birth }) => id_birth === number.slice(6, 14));
    const rows = await rowsAtRest(house, version);
    const damaged = rows.find(({ person }) => person === null);
    const parts = (row?: Record<string, unknown>) =>
      ['name_key', 'id_area_key', 'id_birth', 'id_serial_key'].map((column) => row?.[column]);
    expect(parts(damaged)).toEqual(parts(there));
    expect(rows.find(({ person }) => person !== null)).toMatchObject({ id_birth: null, identity: null });
  });

  it('counts a repeated row once, and refuses a second one that says something else', async () => {
    const house = feedHouse(tempFolder());
    const row = joblessRow(1);
    const text = csvOf([
      jobless,
      row,
      joblessRow(2),
      row,
      [...row.slice(0, 3), '2026-10-09'],
      ...[5, 6, 7].map((one) => joblessRow(one)),
    ]);
    const { report } = imported(await importText(house, 'unemployment', text));
    expect(report.counts).toMatchObject({ read: 7, kept: 5, duplicates: 1, rejected: 1 });
    expect(report.problems).toEqual([
      { row: 5, field: '', reason: '公民身份号码、登记日期与第2行相同而内容不同,请核对后保留一行' },
    ]);
  });

  it('makes the same rows of any order of a file', async () => {
    const house = feedHouse(tempFolder());
    const rows = Array.from({ length: 12 }, (_none, index) => joblessRow(index));
    const numbers = await rowsAtRest(
      house,
      imported(await importText(house, 'unemployment', csvOf([jobless, ...rows]), { on: civilDate('2026-10-31') }))
        .version,
    );
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(rows, { minLength: rows.length }), async (shuffled) => {
        const outcome = await importText(house, 'unemployment', csvOf([jobless, ...shuffled]), { isAgain: true });
        expect(await rowsAtRest(house, imported(outcome).version)).toEqual(numbers);
      }),
      { numRuns: 8 },
    );
  });

  it('knows the same file again, and replaces a day by another file', async () => {
    const folder = tempFolder();
    const house = feedHouse(folder);
    const first = imported(await importText(house, 'residents', residents(5)));
    expect(await importText(house, 'residents', residents(5))).toEqual({ kind: 'known', version: first.version });
    const later = feedHouse(folder, Date.parse('2026-11-09T09:00:00+08:00'));
    expect((await importText(later, 'residents', residents(5))).kind).toBe('known');
    const second = imported(await importText(house, 'residents', residents(6)));
    expect(await house.lake.versions('residents')).toEqual([second.version]);
    expect(await rowsAtRest(house, second.version)).toHaveLength(6);
    expect(await rowsAtRest(house, first.version)).toHaveLength(5);
    const third = imported(await importText(later, 'residents', residents(7)));
    expect((await house.lake.versions('residents')).map(({ rows }) => rows)).toEqual([6, 7]);
    expect(await house.lake.latest('residents', civilDate('2026-11-08'))).toEqual(second.version);
    expect(await house.lake.latest('residents', civilDate('2026-11-09'))).toEqual(third.version);
    expect(await house.lake.latest('residents', civilDate('2026-11-02'))).toBeUndefined();
  });

  it('quarantines what has another shape and leaves the version before', async () => {
    const house = feedHouse(tempFolder());
    const { version } = imported(await importText(house, 'unemployment', csvOf([jobless, joblessRow(1)])));
    const shapes: readonly (readonly [string, string])[] = [
      [csvOf([['公民身份号码', '姓名'], joblessRow(1).slice(0, 2)]), '缺少必需的列:登记日期'],
      [csvOf([jobless, joblessRow(1), ['x', 'y', 'z', '']]), '2行中有1行不合格,超过20%'],
      [`${csvOf([jobless, joblessRow(1)])}"open`, '引号没有配对'],
      ['', '0字节'],
      ['PK\u0003\u0004', '已损坏'],
      ['\n\n', '没有找到标题行'],
    ];
    for (const [text, reason] of shapes) {
      const outcome = await importText(house, 'unemployment', text);
      expect(outcome).toMatchObject({ kind: 'quarantined', reasons: [{ text: expect.stringContaining(reason) }] });
      expect(await house.lake.latest('unemployment')).toEqual(version);
      const state = await house.states.read('unemployment');
      expect(state).toMatchObject({ lastGood: { dt: '2026-11-03' }, lastAttempt: { result: 'quarantined' } });
      expect(state.quarantine?.[0]?.text).toContain(reason);
    }
    imported(await importText(house, 'unemployment', csvOf([jobless, joblessRow(1), joblessRow(2)])));
    expect((await house.states.read('unemployment')).quarantine).toBeUndefined();
  });

  it('does not believe that half the population is gone', async () => {
    const house = feedHouse(tempFolder());
    expect(await importText(house, 'residents', csvOf([residentTitles]))).toMatchObject({
      kind: 'quarantined',
      reasons: [{ code: 'population-shrunk', text: '没有一行数据' }],
    });
    imported(await importText(house, 'residents', residents(10)));
    expect(await importText(house, 'residents', residents(4))).toMatchObject({
      kind: 'quarantined',
      reasons: [{ code: 'population-shrunk' }],
    });
    imported(await importText(house, 'residents', residents(5)));
  });

  it('takes a heading alone for a month without a case', async () => {
    const house = feedHouse(tempFolder());
    const { version } = imported(
      await importText(house, 'disasters', '公民身份号码,姓名,事件,发生日期,家庭损失(元)\n'),
    );
    expect(version.rows).toBe(0);
    expect(await rowsAtRest(house, version)).toEqual([]);
  });

  it('writes nothing in a dry run and says the same', async () => {
    const folder = tempFolder();
    const house = feedHouse(folder);
    const text = csvOf([jobless, joblessRow(1), ['x', '', '', '']]);
    const dry = await importText(house, 'unemployment', text, { isDryRun: true });
    expect(everyFile(folder)).toEqual([]);
    const real = await importText(house, 'unemployment', text);
    expect(dry.kind === 'checked' && dry.report).toEqual(real.kind === 'quarantined' && real.report);
    expect(dry.kind === 'checked' && dry.reasons).toEqual(real.kind === 'quarantined' && real.reasons);
  });

  it('gives the bad rows back to mend; mended, they come in', async () => {
    const house = feedHouse(tempFolder());
    const { number, name } = invented(1);
    const good = Array.from({ length: 10 }, (_none, index) => joblessRow(index + 20));
    let bad = '';
    const text = csvOf([jobless, ...good, [number, `=cmd("${name}")`, '明天', '']])
      .replaceAll('=cmd("', '"=cmd(""')
      .replaceAll('")', '"")"');
    const outcome = await importText(house, 'unemployment', text, { bad: (more) => void (bad += more) });
    expect(imported(outcome).report.counts).toMatchObject({ kept: 10, rejected: 1 });
    expect(bad).toContain(
      `\uFEFF公民身份号码,姓名,登记日期,注销日期,行号,错误\r\n'${number},"'=cmd(""${name}"")",明天,,12,"登记日期:`,
    );
    const mended = bad.replace(',明天,', ',2026-10-01,');
    expect(await importText(house, 'unemployment', mended)).toMatchObject({
      kind: 'quarantined',
      reasons: [{ code: 'mended-rows-alone' }],
    });
    expect((await house.lake.latest('unemployment'))?.rows).toBe(10);
    const [heading = '', ...lines] = mended.trimEnd().split('\r\n');
    const merged = [heading, ...lines, ...good.map((row) => row.join(','))].join('\r\n');
    const again = imported(await importText(house, 'unemployment', merged));
    expect(again.report).toMatchObject({ counts: { kept: 11, rejected: 0 }, notes: [] });
    const person = matchKey(personId(house.vault.blindIndex('person', number)));
    expect((await rowsAtRest(house, again.version)).map((row) => row['person'])).toContain(person);
  });

  it('is alone with its feed', async () => {
    const house = feedHouse(tempFolder());
    const outcomes = await Promise.all([
      importText(house, 'residents', residents(2_000)),
      importText(house, 'residents', residents(2_001)),
      importText(house, 'unemployment', csvOf([jobless, joblessRow(1)])),
    ]);
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['busy', 'imported', 'imported']);
  });
});

/** Fails at the n-th step that touches the disk, as a process that is killed there would leave it. */
class Killed extends Error {}
function dying(writer: LakeWriter, at: number): LakeWriter {
  let steps = 0;
  const step = () => {
    steps += 1;
    if (steps > at) throw new Killed();
  };
  return {
    async stage(ticket, newKey) {
      step();
      const staging = await writer.stage(ticket, newKey);
      if (staging === undefined) return undefined;
      return {
        ...staging,
        async finishPart() {
          step();
          const part = await staging.finishPart();
          step();
          return part;
        },
        async publish(version) {
          step();
          const manifest = await staging.publish(version);
          step();
          return manifest;
        },
      };
    },
  };
}

describe('an import that is cut off', () => {
  it('gives the same rows, each once, when it is run again, wherever it was cut', async () => {
    const text = `${csvOf([residentTitles, ...Array.from({ length: 2_350 }, (_none, index) => residentRow(index))])}x,y\n`;
    const whole = feedHouse(tempFolder());
    const more = { partRows: 500 };
    const expected = imported(await importText(whole, 'residents', text, more)).version;
    const withoutSeals = (rows: readonly Record<string, unknown>[]) => rows.map(({ identity: _sealed, ...row }) => row);
    const rows = withoutSeals(await rowsAtRest(whole, expected));
    for (let at = 0; at <= 14; at += 1) {
      const folder = tempFolder();
      const house = feedHouse(folder);
      let written: readonly string[] = [];
      try {
        await importText({ ...house, writer: dying(house.writer, at) }, 'residents', text, more);
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
        written = everyFile(folder).filter((path) => path.endsWith('.parquet'));
      }
      const stamps = new Map(written.map((path) => [path.split('/').at(-1), statSync(path).mtimeMs]));
      const outcome = await importText(feedHouse(folder), 'residents', text, more);
      const version = await house.lake.latest('residents');
      if (version === undefined) throw new Error(`nothing after ${at} steps: ${JSON.stringify(outcome)}`);
      expect(['imported', 'known']).toContain(outcome.kind);
      expect(version).toMatchObject({ rows: 2_350, rejected: 1 });
      expect(withoutSeals(await rowsAtRest(house, version))).toEqual(rows);
      const name = (path: string) => path.split('/').at(-1);
      const kept = (await house.lake.files(version)).filter((path) => stamps.has(name(path)));
      expect(kept.map((path) => statSync(path).mtimeMs)).toEqual(kept.map((path) => stamps.get(name(path))));
    }
  });

  it('starts anew when the file is another one', async () => {
    const folder = tempFolder();
    const house = feedHouse(folder);
    await expect(
      importText({ ...house, writer: dying(house.writer, 3) }, 'residents', residents(1_500), { partRows: 500 }),
    ).rejects.toThrow(Killed);
    const { version } = imported(await importText(house, 'residents', residents(700, 5_000), { partRows: 500 }));
    expect(await rowsAtRest(house, version)).toHaveLength(700);
    expect(
      readdirSync(join(folder, 'residents', 'dt=2026-11-03')).filter((name) => name.startsWith('part-')),
    ).toHaveLength(2);
  });

  it('stops when it is asked to, and goes on', async () => {
    const house = feedHouse(tempFolder());
    const stop = new AbortController();
    const text = residents(3_000);
    const progress = ({ parts }: { readonly parts: number }) => (parts === 2 ? stop.abort() : undefined);
    const input = { partRows: 1_000, progress, signal: stop.signal };
    expect(await importText(house, 'residents', text, input)).toEqual({ kind: 'stopped' });
    expect(await house.lake.latest('residents')).toBeUndefined();
    const { version } = imported(await importText(house, 'residents', text, { partRows: 1_000 }));
    expect(version.parts.map(({ rows }) => rows)).toEqual([1_000, 1_000, 1_000]);
  });
});
