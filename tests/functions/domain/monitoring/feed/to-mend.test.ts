import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openTable } from '../../../../../functions/adapters/tabular/open-table.ts';
import { textOf } from '../../../../../functions/domain/monitoring/feed/cell.ts';
import { mendHeading, mendLine } from '../../../../../functions/domain/monitoring/feed/to-mend.ts';

const titles = ['姓名', '备注'];
const bad = (cells: readonly string[]) =>
  mendLine(titles, { row: 7, cells, problems: [{ row: 7, field: '姓名', reason: '不能为空' }] });

describe('a file to mend', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=cmd|"/c calc"!A0'])(
    'holds no cell that a spreadsheet would run: %j',
    (cell) => {
      const [first] = bad([cell, '']).split(/(?<=[^\\])",|,/);
      expect(first?.replace(/^"/, '')).not.toMatch(/^[=+\-@\t\r]/);
    },
  );

  it('keeps long numbers from being rounded, and says where and what', () => {
    expect(bad(['999000198001010010', '甲'])).toBe("'999000198001010010,甲,7,姓名:不能为空\r\n");
    expect(mendHeading(titles)).toBe('\uFEFF姓名,备注,行号,错误\r\n');
  });

  it('is read again as what it was', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('=1', '-5.00', '999000198001010010', '"', 'a,b', '甲\n乙'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { maxLength: 10 }), async (rows) => {
        const text = mendHeading(titles) + rows.map((cells) => bad(cells)).join('');
        const table = await openTable({ kind: 'bytes', bytes: Buffer.from(text) });
        if ('kind' in table) throw new Error(table.text);
        const read = await Array.fromAsync(table.rows());
        const cells = read.slice(1).map((row) => (row.kind === 'row' ? row.cells.slice(0, 2).map(textOf) : []));
        expect(cells).toEqual(rows.map((row) => row.map(textOf)));
      }),
    );
  });
});
