import type { Json } from '../domain/casework/event.ts';
import type { HandoverRecord, StaffMember, Substitution } from '../domain/people/staff.ts';
import type { UnitId } from '../domain/values/ids.ts';
import type { OnceKey } from './cases.ts';

interface Once {
  readonly key: OnceKey;
  readonly outcome: Json;
}

/** The register of who works where, who stands in for whom, and who has left. */
export interface People {
  /** Written where it differs from what is known; a person who left stays gone. */
  welcome(member: StaffMember): Promise<void>;
  member(subject: string): Promise<StaffMember | undefined>;
  /** Everybody of a unit, those who left too. */
  inUnit(unit: UnitId): Promise<readonly StaffMember[]>;

  /** Of a unit, ended ones too. */
  substitutions(unit: UnitId): Promise<readonly Substitution[]>;
  /** `stale`: the unit's substitutions changed since they were read at `revision`. */
  saveSubstitution(substitution: Substitution, revision: number, once?: Once): Promise<'saved' | 'stale' | 'repeated'>;
  /** Counts the changes to a unit's substitutions, so that no two writers close a circle. Read it before them. */
  substitutionsRevision(unit: UnitId): Promise<number>;

  handover(id: string): Promise<HandoverRecord | undefined>;
  /** Marks the leaver, keeps the record and leaves the outbox message, in one write. */
  beginHandover(
    record: HandoverRecord,
    leaver: StaffMember,
    once?: Once,
  ): Promise<'begun' | 'already-left' | 'repeated'>;
  /** Stamps the end, once. What it moved is counted by the moves' own writes. */
  finishHandover(id: string, at: number): Promise<void>;
}
