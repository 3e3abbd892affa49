import type { CivilDate } from '../values/civil-date.ts';
import type { UnitId } from '../values/ids.ts';

/**
 * What one department is asked to do for one need of the family. The part keeps its id through returns, referrals on and
 * arbitration; each department that gets it has an assignment of its own, and the last one counts.
 */
export interface Part {
  /** 'p1', 'p2', … within one referral. */
  readonly id: string;
  readonly need: string;
  /** Item of the entitlement catalogue, where one is proposed. */
  readonly entitlement?: string;
  /** The referral closes only once it is answered. */
  readonly mandatory: boolean;
  /** 主办: answers for the whole towards the family; at most one part leads. */
  readonly lead: boolean;
  readonly state: PartState;
  /** Went away as the leading part, and the arbiter must name another. */
  readonly vacated?: true;
  /** Counts the loops of its work, from 1 on: task ids carry it, so a closed task is never opened again. */
  readonly round: number;
  /** Disputes ("not ours") that led to another department; one too many goes to the arbiter instead. */
  readonly returns: number;
  /** The coordination mechanism was asked; once is enough. */
  readonly mechanism: boolean;
  readonly assignments: readonly Assignment[];
  readonly result?: PartResult;
  readonly endedOn?: CivilDate;
}

export const partStates = [
  /** Lies before the department, which has not signed for it. */
  'sent',
  /** 签收 */
  'received',
  'accepted',
  'in-hand',
  /** Waits for the township to name another department. */
  'returned',
  /** Waits for the county's civil affairs, which arbitrate. */
  'disputed',
  'at-mechanism',
  'done',
  'withdrawn',
] as const;
export type PartState = (typeof partStates)[number];

export const partResults = ['granted', 'not-eligible', 'dismissed'] as const;
/** `dismissed`: the arbiter found that no department answers for the need. */
export type PartResult = (typeof partResults)[number];

export interface Assignment {
  readonly unit: UnitId;
  readonly sentOn: CivilDate;
  readonly receivedOn?: CivilDate;
  readonly acceptedOn?: CivilDate;
  /** Named by the arbiter or the mechanism: it can neither be returned nor referred on. */
  readonly binding?: true;
  readonly ended?: { readonly how: AssignmentEnd; readonly on: CivilDate };
}

export const assignmentEnds = ['returned', 'disputed', 'referred-on', 'answered', 'withdrawn'] as const;
type AssignmentEnd = (typeof assignmentEnds)[number];

export const isOpen = ({ state }: Pick<Part, 'state'>): boolean => state !== 'done' && state !== 'withdrawn';

/** The department's desk has it: the last assignment runs. */
export const isAssigned = ({ state }: Pick<Part, 'state'>): boolean =>
  state === 'sent' || state === 'received' || state === 'accepted' || state === 'in-hand';

/** The assignment that counts, or the last that did. */
export function currentAssignment({ id, assignments }: Pick<Part, 'id' | 'assignments'>): Assignment {
  const assignment = assignments.at(-1);
  if (assignment === undefined) throw new Error(`part ${id} of a referral was never assigned`);
  return assignment;
}

export interface Offices {
  /** Sent the referral, and names another department after a return. */
  readonly township: UnitId;
  /** The county's civil affairs, arbiter and office of the mechanism. */
  readonly county: UnitId;
}

/** The one unit in whose hands the part is; undefined once it is closed. */
export function ownerOf(part: Part, { township, county }: Offices): UnitId | undefined {
  switch (part.state) {
    case 'sent':
    case 'received':
    case 'accepted':
    case 'in-hand':
      return currentAssignment(part).unit;
    case 'returned':
      return township;
    case 'disputed':
    case 'at-mechanism':
      return county;
    case 'done':
    case 'withdrawn':
      return undefined;
  }
}
