import { alertRowSchema } from '../contracts/alerts.ts';
import type { AlertRow, AlertsReceived } from '../contracts/alerts.ts';
import { brokenRow, idIn } from './broken-row.ts';
import { chineseError } from './zod-chinese.ts';

interface Rows {
  readonly rows: readonly { readonly index: number; readonly row: AlertRow }[];
  readonly broken: AlertsReceived['problems'];
}

/** Reads a batch row by row: what is wrong with a row is said by its position, its own id and the field. */
export function alertRows(batch: readonly unknown[]): Rows {
  const rows: { index: number; row: AlertRow }[] = [];
  const broken: AlertsReceived['problems'] = [];
  for (const [index, value] of batch.entries()) {
    const parsed = alertRowSchema.safeParse(value, { error: chineseError });
    if (parsed.success) rows.push({ index, row: parsed.data });
    else broken.push(...brokenRow(parsed.error).map((problem) => ({ index, row: idIn(value, 'row'), ...problem })));
  }
  return { rows, broken };
}
