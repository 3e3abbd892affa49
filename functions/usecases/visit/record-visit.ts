import type { VisitRecord } from '../../contracts/visits.ts';
import type { Principal } from '../../domain/authority/principal.ts';
import type { CaseId } from '../../domain/values/ids.ts';
import { findingOf, joinMark } from '../../domain/visit/marks.ts';
import type { VisitMark } from '../../domain/visit/marks.ts';
import type { VisitHead } from '../../domain/visit/head.ts';
import type { CaseChange } from '../../ports/cases.ts';
import { familyOf } from '../family-of.ts';
import type { House } from '../house.ts';
import type { NewApplication } from '../new-application.ts';
import { TURNS } from '../once.ts';
import { declined, tooBusy } from '../outcome.ts';
import type { Declined } from '../outcome.ts';
import { visibleHeadOf } from '../visible-head.ts';
import { applicationOf } from './application-of.ts';
import { recordHash } from './record-hash.ts';

export interface Recorded {
  readonly kind: 'recorded';
  readonly as: 'recorded' | 'known';
  readonly ledTo?: CaseId;
}

const HOUR_MS = 3_600_000;

/**
 * Takes in one record of a visit, once, also when it comes late or after the visit was concluded. The first that finds the family
 * to qualify opens its application in the same write.
 */
export async function recordVisit(house: House, by: Principal, record: VisitRecord): Promise<Recorded | Declined> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    const found = await visibleHeadOf(house, 'visit', 'visit.record', { by, caseId: record.visit });
    if (found.kind !== 'visible') return found;
    const { head } = found;
    const bar = unsound(house, head, record);
    if (bar !== undefined) return bar;
    const mark = markOf(house, record);
    const joined = joinMark(head.marks, mark);
    switch (joined.kind) {
      case 'known':
        return { kind: 'recorded', as: 'known', ...(head.ledTo === undefined ? {} : { ledTo: head.ledTo }) };
      case 'differs':
        return declined('record-differs', '同一记录编号已登记过不同的内容,请换用新的编号。', { pointer: '/recordId' });
      case 'full':
        return declined('records-full', '该走访的记录已满,请另行安排走访。', { pointer: '/visit' });
      case 'added':
        break;
    }
    const starts = head.ledTo === undefined && findingOf(joined.marks) === 'qualifies';
    const begun = starts
      ? await applicationOf(house, head, await familyOf(house.cases, head), record, by.subject)
      : undefined;
    if (begun !== undefined && 'kind' in begun) return begun;
    const done = await write(house, { head, by, record, mark, marks: joined.marks, begun });
    if (done !== undefined) return done;
  }
  return tooBusy;
}

function unsound(house: House, head: VisitHead, { visitedAt, visitors }: VisitRecord): Declined | undefined {
  if (Date.parse(visitedAt) > house.time.now()) {
    return declined('date-in-future', '走访时间不能晚于现在。', { pointer: '/visitedAt' });
  }
  return head.needsTwo && new Set(visitors).size < 2
    ? declined('two-visitors', '涉及在享救助核查的走访应当由两人以上进行(民发〔2021〕57号)。', { pointer: '/visitors' })
    : undefined;
}

const markOf = ({ cases }: House, record: VisitRecord): VisitMark => ({
  recordId: record.recordId,
  hash: recordHash(cases, record),
  visitedAt: Date.parse(record.visitedAt),
  presence: record.presence,
  ...(record.finding === undefined ? {} : { finding: record.finding }),
});

interface Writing {
  readonly head: VisitHead;
  readonly by: Principal;
  readonly record: VisitRecord;
  readonly mark: VisitMark;
  readonly marks: readonly VisitMark[];
  readonly begun: NewApplication | undefined;
}

/** Undefined where somebody wrote in between. A family that has applied already keeps its application. */
async function write(house: House, writing: Writing): Promise<Recorded | undefined> {
  const { begun } = writing;
  const first = await house.cases.commit(changeOf(house, writing, begun?.opened.head.caseId, begun));
  if (first.kind === 'committed') return recorded(writing, begun?.opened.head.caseId);
  if (first.kind !== 'locked') return undefined;
  const second = await house.cases.commit(changeOf(house, writing, first.caseId));
  return second.kind === 'committed' ? recorded(writing, first.caseId) : undefined;
}

const recorded = ({ head }: Writing, ledTo: CaseId | undefined): Recorded => {
  const led = ledTo ?? head.ledTo;
  return { kind: 'recorded', as: 'recorded', ...(led === undefined ? {} : { ledTo: led }) };
};

function changeOf(
  house: House,
  { head, by, record, mark, marks }: Writing,
  ledTo: CaseId | undefined,
  begun?: NewApplication,
): CaseChange {
  const now = house.time.now();
  const finding = findingOf(marks);
  const { presence, visitedAt } = mark;
  return {
    head,
    next: {
      marks,
      ...(finding === undefined ? {} : { finding }),
      ...(ledTo === undefined ? {} : { ledTo }),
      ...(begun === undefined ? {} : { startedAt: now }),
    },
    events: [
      {
        type: 'visit-recorded',
        at: now,
        actor: by.subject,
        data: {
          recordId: record.recordId,
          visitedAt,
          presence,
          visitors: record.visitors.length,
          photos: record.photos.map(({ sha256 }) => sha256),
          ...(record.finding === undefined ? {} : { finding: record.finding }),
        },
      },
      ...(ledTo === undefined
        ? []
        : [
            {
              type: 'visit-led-to' as const,
              at: now,
              actor: by.subject,
              data: {
                application: ledTo,
                isNew: begun !== undefined,
                ...(begun === undefined ? {} : { hours: hoursBetween(head.discoveredAt, now) }),
              },
            },
          ]),
    ],
    sealed: [{ name: `record.${record.recordId}`, content: record }],
    ...(begun === undefined ? {} : { opens: [begun.opened] }),
  };
}

/** To the tenth. */
export const hoursBetween = (from: number, until: number): number => Math.round(((until - from) / HOUR_MS) * 10) / 10;
