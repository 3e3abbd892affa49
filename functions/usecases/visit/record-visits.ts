import type { VisitRecord, VisitsRecorded } from '../../contracts/visits.ts';
import type { Principal } from '../../domain/authority/principal.ts';
import type { House } from '../house.ts';
import { isDeclined } from '../outcome.ts';
import { recordVisit } from './record-visit.ts';

type RowProblem = VisitsRecorded['problems'][number];

export interface RecordVisitsInput {
  readonly by: Principal;
  /** Records of sound shape, with their position in the batch. */
  readonly records: readonly { readonly index: number; readonly record: VisitRecord }[];
  /** What is wrong with the others. */
  readonly broken: readonly RowProblem[];
}

/** What a device has gathered: each record is a write of its own, and the whole may be sent again. */
export async function recordVisits(house: House, { by, records, broken }: RecordVisitsInput) {
  const view: VisitsRecorded = { recorded: 0, known: 0, rejected: 0, rows: [], problems: [...broken] };
  for (const { index, record } of records) {
    const outcome = await recordVisit(house, by, record);
    const { recordId, visit } = record;
    if (!isDeclined(outcome)) {
      view[outcome.as] += 1;
      view.rows.push({ recordId, visit, as: outcome.as, ledTo: outcome.ledTo ?? null });
    } else if (outcome.kind === 'declined') {
      view.problems.push({ index, recordId, field: outcome.pointer ?? '', reason: outcome.text });
    } else {
      const reason = outcome.kind === 'hidden' ? '没有找到该走访,请核对编号。' : '您的岗位无权登记走访记录。';
      view.problems.push({ index, recordId, field: '/visit', reason });
    }
  }
  view.rejected = new Set(view.problems.map(({ index }) => index)).size;
  view.problems.sort((a, b) => a.index - b.index);
  return { kind: 'visits-recorded' as const, view };
}
