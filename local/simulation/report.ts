import type { Figures } from './tally.ts';
import { addMonths, addUnits } from './tally.ts';

/** The whole result; equal to the byte for equal seed, plan, pack and calendar. */
export interface Report {
  readonly simulation: {
    readonly seed: number;
    readonly months: number;
    readonly from: string;
    readonly through: string;
    readonly plan: string;
    readonly packId: string;
    readonly calendarThrough: string;
    readonly staff: number;
  };
  readonly applications: {
    readonly registered: number;
    readonly granted: number;
    readonly refused: number;
    readonly withdrawn: number;
    readonly underReview: number;
    /** Working days from acceptance to determination. */
    readonly workingDays: { readonly median: number; readonly p90: number; readonly longest: number };
    /** Determined after the case's own total had passed. */
    readonly afterTotal: number;
  };
  readonly totals: Figures;
  readonly months: readonly { readonly month: string; readonly figures: Figures }[];
  readonly units: readonly UnitReport[];
  /** Statements about the town that were checked at each step; a broken one ends the run. */
  readonly invariants: { readonly [statement: string]: number };
}

export interface UnitReport {
  readonly unit: string;
  readonly name: string;
  readonly total: Figures;
  readonly months: readonly { readonly month: string; readonly figures: Figures }[];
}

export function unitReport(unit: string, name: string, months: UnitReport['months']): UnitReport {
  return { unit, name, total: addMonths(months.map(({ figures }) => figures)), months };
}

export function cityMonths(units: readonly UnitReport[], months: readonly string[]): Report['months'] {
  return months.map((month, at) => ({
    month,
    figures: addUnits(units.flatMap((unit) => unit.months[at]?.figures ?? [])),
  }));
}

/** Share of closed work that kept its limit, in percent with one decimal; undefined where nothing had a limit. */
export function onTimePercent({ onTime, late }: Pick<Figures, 'onTime' | 'late'>): number | undefined {
  return onTime + late === 0 ? undefined : Math.round((onTime * 1000) / (onTime + late)) / 10;
}

export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
