/** The next rung of a ladder. `rung` names rung and date (`finish.due@2026-03-20`), so a moved date has rungs of its own. */
export interface Alarm {
  /** Epoch ms. */
  readonly at: number;
  readonly rung: string;
}
