/** Figures that operators watch; never about a person or a case. */
export type Measure =
  | 'OldestDueUnprocessedSeconds'
  | 'OutboxLagSeconds'
  | 'BellLatencyMs'
  | 'ChainFaults'
  | 'AnchorAgeHours';

export interface Metrics {
  /** Takes one figure down; never throws. */
  put(measure: Measure, value: number): void;
}
