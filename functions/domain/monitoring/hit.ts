import type { AreaCode } from '../values/area-code.ts';
import type { CivilDate } from '../values/civil-date.ts';

/** By column: yuan as fen, dates as YYYY-MM-DD, codes as codes. */
export type Facts = Readonly<Record<string, string | number | null>>;

/** 命中: one person whom one indicator found in one run. A sign for people to look at; nothing follows from it by itself. */
export interface Hit {
  readonly indicator: string;
  /** Match key, as at rest. */
  readonly person: string;
  /** Keyed household, as at rest. */
  readonly household: string;
  readonly area: AreaCode;
  readonly facts: Facts;
  readonly occurredOn?: CivilDate;
  /** Found only with rows of damaged ID numbers that were matched by likeness: people must first settle whose they are. */
  readonly isProposed?: true;
}
