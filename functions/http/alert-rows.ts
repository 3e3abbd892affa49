import { alertRowSchema } from '../contracts/alerts.ts';
import type { AlertRow, AlertsReceived } from '../contracts/alerts.ts';
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
    else {
      for (const { path, message } of parsed.error.issues.slice(0, 10)) {
        broken.push({ index, row: idOf(value), field: `/${path.map(String).join('/')}`, reason: message });
      }
    }
  }
  return { rows, broken };
}

function idOf(value: unknown): string | null {
  const id: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'row') : undefined;
  return typeof id === 'string' ? id.slice(0, 80) : null;
}
