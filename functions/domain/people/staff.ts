import type { Principal } from '../authority/principal.ts';
import type { CivilDate } from '../values/civil-date.ts';
import type { UnitId } from '../values/ids.ts';

/** A person who works here, as the issuer's token last showed them. The issuer alone says who holds which role. */
export interface StaffMember extends Principal {
  /** First day on which the person no longer works here; set by a handover. */
  readonly leftOn?: CivilDate;
}

/** 代办: `substitute` may do `person`'s work from `from` through `until`, both included. */
export interface Substitution {
  readonly id: string;
  readonly person: string;
  readonly substitute: string;
  readonly unit: UnitId;
  readonly from: CivilDate;
  readonly until: CivilDate;
  /** Subject of whoever entered it. */
  readonly enteredBy: string;
  /** Ended early: the first day on which it no longer holds. */
  readonly endedOn?: CivilDate;
}

/** 移交: all that a leaver holds, in one act. */
export interface HandoverRecord {
  readonly id: string;
  readonly leaver: string;
  readonly unit: UnitId;
  /** Absent: back to the unit, for anybody to claim. */
  readonly to?: string;
  readonly reason: string;
  readonly by: string;
  /** Epoch ms. */
  readonly at: number;
  readonly moved: number;
  readonly doneAt?: number;
}
