/** Figures of one unit in one month. Counts, unless said otherwise. */
export interface Figures {
  /** Applications registered at the unit's window. */
  readonly applications: number;
  readonly tasksOpened: number;
  readonly tasksClosed: number;
  /** Of the closed ones with a limit of their own: kept and missed. */
  readonly onTime: number;
  readonly late: number;
  /** Limits that passed unmet, recorded by the clock. */
  readonly overdue: number;
  /** Messages of the ladders that reached the unit's people. */
  readonly reminders: number;
  /** 督办. */
  readonly escalations: number;
  /** Files that the confirming body sent back to the unit. */
  readonly returns: number;
  /** Open tasks at the end of the month. */
  readonly openAtEnd: number;
}

export const figureNames = [
  'applications',
  'tasksOpened',
  'tasksClosed',
  'onTime',
  'late',
  'overdue',
  'reminders',
  'escalations',
  'returns',
  'openAtEnd',
] as const satisfies readonly (keyof Figures)[];

export const figureTitles: Readonly<Record<keyof Figures, string>> = {
  applications: '受理登记',
  tasksOpened: '新增任务',
  tasksClosed: '办结任务',
  onTime: '按期',
  late: '逾期办结',
  overdue: '超期',
  reminders: '提醒',
  escalations: '督办',
  returns: '退回',
  openAtEnd: '月末在办',
};

export type Counts = Record<keyof Figures, number>;

export const noFigures = (): Counts => ({
  applications: 0,
  tasksOpened: 0,
  tasksClosed: 0,
  onTime: 0,
  late: 0,
  overdue: 0,
  reminders: 0,
  escalations: 0,
  returns: 0,
  openAtEnd: 0,
});

/** `openAtEnd` of several months is the last one's; of several units at one time it is the sum. */
export function addMonths(months: readonly Figures[]): Counts {
  const sum = addUnits(months);
  return { ...sum, openAtEnd: months.at(-1)?.openAtEnd ?? 0 };
}

export function addUnits(units: readonly Figures[]): Counts {
  const sum = noFigures();
  for (const figures of units) for (const name of figureNames) sum[name] += figures[name];
  return sum;
}

/** Counts by unit and month (`YYYY-MM`). */
export class Tally {
  readonly #cells = new Map<string, Counts>();

  add(unit: string, month: string, name: keyof Figures, by = 1): void {
    this.#cell(unit, month)[name] += by;
  }

  of(unit: string, month: string): Figures {
    return this.#cell(unit, month);
  }

  #cell(unit: string, month: string): Counts {
    const key = `${unit}|${month}`;
    const known = this.#cells.get(key) ?? noFigures();
    this.#cells.set(key, known);
    return known;
  }
}
