import type { AlertRow, AlertsReceived } from '../../contracts/alerts.ts';
import type { Principal } from '../../domain/authority/principal.ts';
import type { House } from '../house.ts';
import { isDeclined } from '../outcome.ts';
import { concurrently } from '../sweep/concurrently.ts';
import { receiveAlert } from './receive-alert.ts';

type RowProblem = AlertsReceived['problems'][number];

export interface BatchInput {
  readonly by: Principal;
  readonly system: string;
  /** Rows of sound shape, with their position in the batch. */
  readonly rows: readonly { readonly index: number; readonly row: AlertRow }[];
  /** What is wrong with the others. */
  readonly broken: readonly RowProblem[];
}

/** Writers share one flush of the disk, and DynamoDB bears as many transactions. */
const WIDTH = 32;

/** Each row is a write of its own: what is sound comes in, what is not is named, and the whole may be sent again. */
export async function receiveAlerts(house: House, { by, system, rows, broken }: BatchInput) {
  const problems: RowProblem[] = [...broken];
  const received: (AlertsReceived['rows'][number] & { readonly index: number })[] = [];
  // Rows about one person follow each other, in their order: a person who is new gets one household.
  const byPerson = Map.groupBy(rows, ({ row }) => row.person.idNumber);
  await concurrently(byPerson.values(), WIDTH, async (same) => {
    for (const { index, row } of same) {
      const outcome = await receiveAlert(house, { by, system, row });
      if (!isDeclined(outcome)) received.push({ index, row: row.row, caseId: outcome.caseId, as: outcome.as });
      else if (outcome.kind === 'declined') {
        problems.push({ index, row: row.row, field: outcome.pointer ?? '', reason: outcome.text });
      } else problems.push({ index, row: row.row, field: '', reason: '您的岗位无权提交该地区的预警。' });
    }
  });
  const count = (as: string) => received.filter((one) => one.as === as).length;
  const view: AlertsReceived = {
    received: count('received'),
    known: count('known'),
    updated: count('updated'),
    rejected: new Set(problems.map(({ index }) => index)).size,
    rows: received.toSorted((a, b) => a.index - b.index).map(({ index: _index, ...row }) => row),
    problems: problems.toSorted((a, b) => a.index - b.index),
  };
  return { kind: 'alerts-received' as const, view };
}
