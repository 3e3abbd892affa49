import type { AdjudicationHead, RecordChange } from '../../domain/adjudication/head.ts';
import type { AreaCode } from '../../domain/values/area-code.ts';
import type { CaseId, HouseholdId } from '../../domain/values/ids.ts';
import type { OpenedCase } from '../../ports/cases.ts';
import { openedEvent } from '../alert/alert-for.ts';
import type { House } from '../house.ts';
import { newHead } from '../new-head.ts';
import { openedWork } from '../opened-work.ts';

export interface AdjudicationOf {
  readonly change: RecordChange;
  readonly area: AreaCode;
  /** Under whose key the reason is sealed. */
  readonly householdId: HouseholdId;
  readonly reason: string;
  /** Subject, or `system:…`. */
  readonly by: string;
}

/** The same change is one source row: it is settled once at a time. */
export function changeKey(change: RecordChange): string {
  switch (change.kind) {
    case 'merge-households':
      return `adjudication#${[change.from, change.into].toSorted().join('#')}`;
    case 'split-household':
      return `adjudication#${change.from}#${change.persons.toSorted().join('#')}`;
    case 'merge-persons':
      return `adjudication#${[change.keep, change.drop].toSorted().join('#')}`;
  }
}

/** A change of the register as a case that begins, with its work open. `after`: the last one about the same, which is closed. */
export function adjudicationFor(
  house: House,
  { change, area, householdId, reason, by }: AdjudicationOf,
  after?: CaseId,
): OpenedCase & { readonly head: AdjudicationHead } {
  const head: AdjudicationHead = {
    ...newHead(house, { area, householdId, recused: [] }),
    procedure: 'adjudication',
    status: 'in-progress',
    stage: 'Adjudicate',
    change,
    requestedBy: by,
  };
  const task = openedWork(house, head, 'record-adjudication');
  return {
    head,
    events: [
      { type: 'adjudication-opened', at: head.changedAt, actor: by, data: { change: { ...change } } },
      { ...openedEvent(task, head.changedAt), actor: 'system:adjudication' },
    ],
    outbox: [],
    tasks: [task],
    sealed: [{ name: 'reason', content: { text: reason } }],
    persons: [],
    names: [],
    locks: [],
    household: 'known',
    source: { key: changeKey(change), hash: head.caseId, ...(after === undefined ? {} : { after }) },
  };
}
