import type { Desk, Work } from '../casework/desk.ts';
import type { UnitId } from '../values/ids.ts';
import { isCarriedOutElsewhere } from './head.ts';
import type { DeliberationHead } from './head.ts';
import { executingOffice } from './motion.ts';
import type { deliberationTaskKinds } from './vocabulary.ts';

type DeliberationTaskKind = (typeof deliberationTaskKinds)[number];

export const deliberationWork: Readonly<Record<DeliberationTaskKind, Work>> = {
  'motion-dossier': { stage: 'Dossier', title: '一事一议议题材料审查' },
  ballot: { stage: 'Ballot', title: '一事一议表决' },
  'chair-ruling': { stage: 'ChairRuling', title: '一事一议主持人裁定' },
  'motion-renewal': { stage: 'Renew', title: '一事一议未通过后续处理' },
  'motion-resolution': { stage: 'Resolve', title: '一事一议形成决议' },
  'motion-execution': { stage: 'Execute', title: '一事一议决议落实' },
  'motion-follow-up': { stage: 'FollowUp', title: '一事一议落实情况回访' },
};

export function deliberationDesk(kind: string, head: DeliberationHead): Desk | undefined {
  return isKind(kind) ? { ...deliberationWork[kind], ...placeOf(kind, head) } : undefined;
}

const isKind = (kind: string): kind is DeliberationTaskKind => Object.hasOwn(deliberationWork, kind);

/** The office of the mechanism is the county's civil affairs (国务院办公厅2017, as reported). */
function placeOf(kind: DeliberationTaskKind, head: DeliberationHead): Omit<Desk, keyof Work> {
  switch (kind) {
    case 'motion-dossier':
    case 'motion-renewal':
    case 'motion-resolution':
    case 'motion-follow-up':
      return { office: 'county', roles: ['county-reviewer'] };
    case 'ballot':
      // Votes are cast by their own route; the deadline ends the voting and decides nothing.
      return { office: 'county', roles: [], endsByTime: 'ballot-closed' };
    case 'chair-ruling':
      return { office: unitOffice(rulerUnit(head)), roles: ['mechanism-member'] };
    case 'motion-execution':
      return {
        office: executingPlace(head),
        roles: ['window-clerk', 'township-reviewer', 'county-reviewer', 'department-clerk'],
      };
  }
}

/** Where another case carries it out, the office sees to it that it was taken up. */
const executingPlace = (head: DeliberationHead): Desk['office'] =>
  head.resolution === undefined || isCarriedOutElsewhere(head) ? 'county' : executingOffice(head.resolution);

const unitOffice = (unit: UnitId | undefined): Desk['office'] => (unit === undefined ? 'county' : { unit });

const rulerUnit = ({ ballot }: DeliberationHead): UnitId | undefined =>
  ballot?.seats.find(({ seat }) => seat === ballot.ruling?.ruler)?.unit;
