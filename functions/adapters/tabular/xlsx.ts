import type { Cell } from '../../domain/monitoring/feed/cell.ts';
import { parseCivilDate } from '../../domain/values/civil-date.ts';
import type { TableRow, TableSource } from '../../ports/tables.ts';

/** Rows of a workbook's first sheet. Of a formula the value that was last saved is taken; nothing is computed. */
export async function* xlsxRows(source: TableSource, bytes: number): AsyncGenerator<TableRow> {
  // Loaded by who reads a workbook, not by every home that starts.
  const { readSheet } = await import('read-excel-file/node');
  let rows: readonly (readonly unknown[])[];
  try {
    const input = source.kind === 'file' ? source.path : Buffer.from(source.bytes);
    // Numbers as the file has them: 18 digits are more than a JavaScript number holds.
    rows = await readSheet(input, { trim: false, parseNumber: (text) => ({ kind: 'number' as const, text }) });
  } catch {
    yield { kind: 'broken', text: '工作簿无法读取,请在Excel中打开确认后重新保存,或者另存为CSV(UTF-8)' };
    return;
  }
  for (const [index, cells] of rows.entries()) {
    yield {
      kind: 'row',
      row: index + 1,
      cells: cells.map(cellOf),
      at: Math.round((bytes * (index + 1)) / rows.length),
    };
  }
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (value instanceof Date) return dateCell(value);
  if (isNumber(value)) return value;
  return value === true ? 'TRUE' : 'FALSE';
}

const isNumber = (value: unknown): value is { readonly kind: 'number'; readonly text: string } =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'number' && 'text' in value;

/** The reader gives a spreadsheet's day as midnight of UTC. */
function dateCell(value: Date): Cell {
  if (Number.isNaN(value.getTime())) return '';
  const date = parseCivilDate(value.toISOString().slice(0, 10));
  return date === undefined ? value.toISOString() : { kind: 'date', date };
}
