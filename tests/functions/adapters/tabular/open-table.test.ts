import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openTable } from '../../../../functions/adapters/tabular/open-table.ts';
import type { TableRow, TableSource } from '../../../../functions/ports/tables.ts';
import { gb18030Encoder } from '../../../../local/population/gb18030.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { sheetXml, workbookEntries, workbookOf, zipOf } from '../../../support/xlsx.ts';

const gb18030 = gb18030Encoder();

const bytes = (content: Uint8Array | string): TableSource => ({ kind: 'bytes', bytes: Buffer.from(content) });

async function read(source: TableSource): Promise<readonly TableRow[]> {
  const table = await openTable(source);
  if ('kind' in table) throw new Error(table.text);
  return Array.fromAsync(table.rows());
}
const cellsOf = async (source: TableSource) =>
  (await read(source)).map((row) => (row.kind === 'row' ? [row.row, ...row.cells] : row.text));
const refusal = async (content: Uint8Array | string) => {
  const table = await openTable(bytes(content));
  return 'kind' in table ? table.text : undefined;
};

describe('a CSV', () => {
  it('is read in UTF-8 with and without mark, GB18030 and UTF-16', async () => {
    const text = '姓名,登记日期\n张三,2026-11-03\n';
    const rows = [
      [1, '姓名', '登记日期'],
      [2, '张三', '2026-11-03'],
    ];
    const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le');
    for (const content of [text, `\uFEFF${text}`, gb18030(text), utf16])
      expect(await cellsOf(bytes(content))).toEqual(rows);
  });

  it('is read the same from a file as from memory, wherever its characters are cut', async () => {
    const file = join(tempFolder(), 'a.csv');
    for (const [text, encode] of [
      ['𠮷', (content: string) => Buffer.from(content)],
      ['東', gb18030],
    ] as const) {
      writeFileSync(file, encode(`姓名,备注\n${`张三,${text}\n`.repeat(200_000)}`));
      const table = await openTable({ kind: 'file', path: file });
      if ('kind' in table) throw new Error(table.text);
      let sound = 0;
      for await (const row of table.rows()) if (row.kind === 'row' && row.cells[1] === text) sound += 1;
      expect(sound).toBe(200_000);
    }
  });

  it.each([',', ';', '\t', '|'])('is divided at “%s”', async (delimiter) => {
    const lines = [
      ['姓名', '户号', '备注'],
      ['张三', '1', '"甲,乙;丙"'],
    ];
    const text = lines.map((cells) => cells.join(delimiter)).join('\r\n');
    expect(await cellsOf(bytes(text))).toEqual([
      [1, '姓名', '户号', '备注'],
      [2, '张三', '1', '甲,乙;丙'],
    ]);
  });

  it('is UTF-8 still when a byte of it is spoilt, and GB18030 when it is', async () => {
    const text = Buffer.from('姓名,登记日期\n张三,2026-11-03\n李四,2026-11-04\n');
    text[text.indexOf(Buffer.from('张'))] = 0xff;
    const [, row, next] = await cellsOf(bytes(text));
    expect(row?.[1]).toContain('\uFFFD');
    expect(next).toEqual([3, '李四', '2026-11-04']);
  });

  it('is cut into lines at whatever ends a line', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      expect(await cellsOf(bytes(`a,b${end}1,2${end}3,4\n5,6\r\n`))).toEqual([
        [1, 'a', 'b'],
        [2, '1', '2'],
        [3, '3', '4'],
        [4, '5', '6'],
      ]);
    }
  });

  it('is broken when it changes while it is read', async () => {
    const file = join(tempFolder(), 'a.csv');
    writeFileSync(file, 'a,b\n1,2\n');
    const table = await openTable({ kind: 'file', path: file });
    if ('kind' in table) throw new Error(table.text);
    writeFileSync(file, 'a,b\n1,3\n');
    expect((await Array.fromAsync(table.rows())).at(-1)).toMatchObject({
      kind: 'broken',
      text: expect.stringContaining('被改动'),
    });
  });

  it('numbers rows by the line on which they begin', async () => {
    expect(await cellsOf(bytes('a,b\n1,"x\ny"\n\n2,"z"\n'))).toEqual([
      [1, 'a', 'b'],
      [2, '1', 'x\ny'],
      [4, ''],
      [5, '2', 'z'],
    ]);
  });

  it('breaks off, naming the line, at a quote that is not closed and at a line without end', async () => {
    expect((await cellsOf(bytes('a,b\n1,"x\n2,y\n3,z\n'))).at(-1)).toMatch(/^第2行起引号没有配对/);
    expect((await cellsOf(bytes(`a,b\n1,2\n3,${'x'.repeat(3_000_000)}\n4,5\n`))).at(-1)).toMatch(/^第3行超过1MB/);
  });

  it('keeps stray quotes and NUL characters as they are, for the rules to judge', async () => {
    expect(await cellsOf(bytes('a,b\n1"2,\u0000\n'))).toEqual([
      [1, 'a', 'b'],
      [2, '1"2', '\u0000'],
    ]);
  });

  it('brings back any table that was written by the book', async () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => text.replaceAll('\r', ''));
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), async (rows) => {
        const lines = [['姓名', '备注'], ...rows];
        const text = lines.map((cells) => cells.map(quoted).join(',')).join('\n');
        const cells = (await read(bytes(text))).map((row) => (row.kind === 'row' ? row.cells : []));
        expect(cells).toEqual(lines);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a workbook', () => {
  it('gives text, numbers as they are kept, days, and of formulas the saved value', async () => {
    const book = workbookOf([
      ['号码', '金额', '日期', '算式'],
      [],
      ['007', { number: '3.7050219800101101E+17' }, { serial: 46_329 }, { formula: 'CMD("x")', saved: '甲' }],
    ]);
    expect(await cellsOf(bytes(book))).toEqual([
      [1, '号码', '金额', '日期', '算式'],
      [2, '', '', '', ''],
      [3, '007', { kind: 'number', text: '3.7050219800101101E+17' }, { kind: 'date', date: '2026-11-03' }, '甲'],
    ]);
  });

  it('is read from a file, too', async () => {
    const file = join(tempFolder(), 'a.xlsx');
    writeFileSync(file, workbookOf([['a'], ['1']]));
    expect(await cellsOf({ kind: 'file', path: file })).toEqual([
      [1, 'a'],
      [2, '1'],
    ]);
  });

  it('is refused when cut off, and when it is some other archive', async () => {
    const book = workbookOf([['a'], ['1']]);
    for (const at of [4, 30, 200, book.length - 30]) expect(await refusal(book.subarray(0, at))).toMatch(/已损坏/);
    expect(await refusal(zipOf([{ name: 'a.txt', bytes: Buffer.from('a') }]))).toMatch(/不是Excel工作簿/);
  });

  it('is broken, not a failure, when its sheet is', async () => {
    const rows = await cellsOf(bytes(zipOf(workbookEntries('<worksheet><sheetData><row r="x'))));
    expect(rows.every((row) => typeof row === 'string')).toBe(true);
  });

  it('is refused when it would unpack to too much, says so or not', async () => {
    const huge = Buffer.alloc(201 * 1024 * 1024, 0x20);
    const book = workbookEntries(sheetXml([]));
    const bomb = zipOf([...book, { name: 'x', bytes: huge }]);
    const file = join(tempFolder(), 'bomb.xlsx');
    writeFileSync(file, bomb);
    expect(await openTable({ kind: 'file', path: file })).toMatchObject({ text: expect.stringContaining('超过200MB') });
    expect(await refusal(bomb)).toContain('超过64MB');
    expect(await refusal(zipOf([...book, { name: 'x', bytes: huge, declared: 1_000 }]))).toMatch(/已损坏|超过64MB/);
    const dense = huge.subarray(0, 20 * 1024 * 1024);
    expect(await refusal(zipOf([...book, { name: 'x', bytes: dense }]))).toMatch(/压缩比异常/);
  });
});

describe('what is neither', () => {
  it.each([
    ['', '0字节'],
    [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), '旧式Excel'],
    ['%PDF-1.7', 'PDF'],
  ])('is refused with what to do', async (content, text) => {
    expect(await refusal(content)).toContain(text);
  });
});
