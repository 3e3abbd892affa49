import type { NewRunEvent, RunEvent } from '../domain/monitoring/run.ts';

/** The record of runs: appended to, never changed. */
export interface ScanRuns {
  append(event: NewRunEvent): Promise<RunEvent>;
  /** Oldest first. */
  events(): Promise<readonly RunEvent[]>;
  /** Whether these are gapless, unaltered and as many as the record says. */
  verify(events: readonly RunEvent[]): Promise<boolean>;
}
