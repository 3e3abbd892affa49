import { visitRecordSchema } from '../contracts/visits.ts';
import type { VisitRecord, VisitsRecorded } from '../contracts/visits.ts';
import { brokenRow, idIn } from './broken-row.ts';
import { chineseError } from './zod-chinese.ts';

interface Records {
  readonly records: readonly { readonly index: number; readonly record: VisitRecord }[];
  readonly broken: VisitsRecorded['problems'];
}

/** Reads what a device sends record by record: what is wrong with one is said by its position, its id and the field. */
export function visitRecords(batch: readonly unknown[]): Records {
  const records: { index: number; record: VisitRecord }[] = [];
  const broken: VisitsRecorded['problems'] = [];
  for (const [index, value] of batch.entries()) {
    const parsed = visitRecordSchema.safeParse(value, { error: chineseError });
    if (parsed.success) records.push({ index, record: parsed.data });
    else
      broken.push(
        ...brokenRow(parsed.error).map((problem) => ({ index, recordId: idIn(value, 'recordId'), ...problem })),
      );
  }
  return { records, broken };
}
