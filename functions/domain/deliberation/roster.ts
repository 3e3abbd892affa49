import type { UnitId } from '../values/ids.ts';

export const seatOffices = ['chair', 'deputy', 'member'] as const;
export type SeatOffice = (typeof seatOffices)[number];

/** One seat of the coordination mechanism, filled: as it stood when the ballot was convened, whoever comes or goes later. */
export interface Seat {
  /** Id of the seat in `policy/dongying/mechanism.json`. */
  readonly seat: string;
  readonly office: SeatOffice;
  readonly unit: UnitId;
  /** Subject of the person who votes. */
  readonly subject: string;
}

/** Who of the snapshot may not vote, by subject: declared a conflict, or works here no more. */
export interface Barred {
  readonly recused: readonly string[];
  readonly departed: readonly string[];
}

/** Snapshot less recused less departed, in the snapshot's order. */
export const entitledOf = (seats: readonly Seat[], { recused, departed }: Barred): readonly Seat[] =>
  seats.filter(({ subject }) => !recused.includes(subject) && !departed.includes(subject));

/** Who decides where the vote cannot: the chair, else the deputy, of those named; undefined where neither is there. */
export const rulerOf = (seats: readonly Seat[]): Seat | undefined =>
  seats.find(({ office }) => office === 'chair') ?? seats.find(({ office }) => office === 'deputy');
