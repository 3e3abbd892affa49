import { createHash } from 'node:crypto';
import type { AlertRow, KeptAlertRow } from '../../contracts/alerts.ts';
import type { AlertHead } from '../../domain/alert/head.ts';
import type { TaskRecord } from '../../domain/casework/task.ts';
import { canonicalJson } from '../../domain/values/canonical-json.ts';
import { householdId as toHouseholdId, memberId } from '../../domain/values/ids.ts';
import type { CaseId } from '../../domain/values/ids.ts';
import { toJson } from '../../domain/values/json.ts';
import type { OpenedCase } from '../../ports/cases.ts';
import type { House } from '../house.ts';
import { newHead } from '../new-head.ts';
import { openedWork } from '../opened-work.ts';

export interface AlertOf {
  readonly system: string;
  readonly row: KeptAlertRow;
  /** The household of a source that people belong to: they are kept together in one of ours. */
  readonly hint?: string;
  /** Subject of the person who handed it in. */
  readonly by: string;
  /** The closed alert of the same row, whose content has changed since. */
  readonly after?: CaseId;
}

/** An alert as a case that begins: with its work open, because no machine carries it. */
export async function alertFor(house: House, { system, row, by, after, hint }: AlertOf): Promise<OpenedCase> {
  const { cases, policy } = house;
  const person = cases.personId(row.person.idNumber);
  const known = await cases.householdOf(person);
  const hinted = hint === undefined ? undefined : await cases.householdOfHint(hint);
  const householdId = known ?? hinted ?? toHouseholdId(`h${house.ids.unique()}`);
  const kind = policy.alertKinds.find(({ id }) => id === row.kind);
  const isPlaced = policy.isTownship(row.area);
  const head: AlertHead = {
    ...newHead(house, { area: row.area, householdId, recused: [] }),
    procedure: 'alert',
    status: 'in-progress',
    stage: isPlaced ? 'VerifyAlert' : 'TriageAlert',
    alertKind: row.kind,
    level: row.level ?? kind?.level ?? 'yellow',
    source: { system, row: row.row },
    persons: [person],
    ...(row.found === undefined ? {} : { indicator: row.found.indicator }),
    ...(row.found?.isProposed === true ? { isProposed: true as const } : {}),
  };
  const task = openedWork(house, head, isPlaced ? 'alert-verification' : 'alert-triage');
  return {
    head,
    events: [
      {
        type: 'alert-received',
        at: head.changedAt,
        actor: by,
        data: {
          kind: head.alertKind,
          level: head.level,
          source: head.source,
          persons: [person],
          ...(after === undefined ? {} : { after }),
        },
      },
      openedEvent(task, head.changedAt),
    ],
    outbox: [],
    tasks: [task],
    sealed: [
      { name: 'alert', content: row },
      { name: 'family', content: familyIn(row) },
    ],
    persons: [person],
    names: [row.person.name],
    locks: [],
    household: known === undefined ? (hinted === undefined ? 'new' : 'joined') : 'known',
    ...(hint === undefined || hinted !== undefined ? {} : { hint }),
    source: {
      key: sourceKeyOf(system, row.row),
      hash: contentHash(house, row),
      ...(after === undefined ? {} : { after }),
    },
  };
}

export const openedEvent = (task: TaskRecord, at: number) => ({
  type: 'task-opened' as const,
  at,
  actor: 'system:alert',
  data: {
    taskId: task.taskId,
    unit: task.unit,
    round: task.round,
    ...(task.finishLimit === undefined ? {} : { dueOn: task.finishLimit.dueOn }),
  },
});

/** Whom the row is about, in the shape in which every case keeps its people. */
export const familyIn = ({ person }: AlertRow) => ({ members: [{ memberId: memberId('m1'), ...person }], address: '' });

export const sourceKeyOf = (system: string, row: string): string => `${system}#${row}`;

/**
 * Of the content alone. The person stands in it by the blind index, so that nothing can be learnt from the hash. What the
 * scan found is the same as long as its facts are: its sentence names the day of the data and changes with every delivery.
 */
export function contentHash({ cases }: Pick<House, 'cases'>, { person, ...rest }: KeptAlertRow): string {
  if (rest.found !== undefined) return foundHash(rest);
  const content = { ...rest, person: cases.personId(person.idNumber), name: cases.personId(person.name) };
  return createHash('sha256')
    .update(canonicalJson(toJson(content)))
    .digest('base64url');
}

/** Needs no identity: the row's own id holds the match key. */
export function foundHash({ detail: _sentence, ...rest }: Omit<KeptAlertRow, 'person'>): string {
  return createHash('sha256')
    .update(canonicalJson(toJson(rest)))
    .digest('base64url');
}
