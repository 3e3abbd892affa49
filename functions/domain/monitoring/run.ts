import type { CivilDate } from '../values/civil-date.ts';

/** A feed's data as a run took them. */
export interface RunInput {
  readonly feed: string;
  /** The day that they speak of. */
  readonly dt: CivilDate;
  readonly rows: number;
  /** Of the file as it was delivered, and of the manifest of what was made of it. */
  readonly sourceSha256: string;
  readonly manifestSha256: string;
  /** Why these data may be matched. */
  readonly basis: { readonly code: string; readonly article?: string };
  /** Days by which the next delivery is late. */
  readonly lateDays?: number;
}

/** What became of one indicator. */
export type RunIndicator = { readonly indicator: string } & (
  | {
      readonly kind: 'computed';
      readonly sqlSha256: string;
      readonly hits: number;
      /** Of the hits: those that rest on rows matched by likeness. */
      readonly proposed: number;
      /** Found, but not among the residents: nobody can be sent there. */
      readonly unplaced: number;
      readonly ms: number;
    }
  /** Feeds that have never come. */
  | { readonly kind: 'not-computed'; readonly missing: readonly string[] }
  /** Its SQL does what it may not. Chinese. */
  | { readonly kind: 'refused'; readonly reasons: readonly string[] }
  | { readonly kind: 'failed'; readonly reason: string }
);

/** What became of the hits. */
export interface RunAlerts {
  /** New alerts. */
  readonly received: number;
  /** Open ones whose facts have changed. */
  readonly updated: number;
  /** The same as before. */
  readonly known: number;
  /** Looked into in this period already, and closed. */
  readonly closedBefore: number;
  /** Visits that were opened; other households' open ones look into what is new. */
  readonly visits: number;
  /** By the code of what they were declined for. */
  readonly declined: Readonly<Record<string, number>>;
}

/** What the record of runs tells of. */
export type RunStep =
  | {
      readonly type: 'scan-started';
      readonly data: {
        readonly runId: string;
        readonly asOf: CivilDate;
        /** 监测目的 and its basis. */
        readonly purpose: string;
        readonly basis: { readonly code: string; readonly article?: string };
        readonly inputs: readonly RunInput[];
        readonly missing: readonly string[];
        /** Those that are switched on. */
        readonly indicators: readonly string[];
      };
    }
  | {
      /** Before the first of them is opened. */
      readonly type: 'identities-opened';
      readonly data: { readonly runId: string; readonly persons: number; readonly purpose: string };
    }
  | {
      readonly type: 'scan-finished';
      readonly data: {
        readonly runId: string;
        readonly persons: number;
        readonly damaged: number;
        readonly matched: number;
        readonly scanMs: number;
        readonly indicators: readonly RunIndicator[];
        readonly alerts: RunAlerts;
      };
    }
  | {
      /** Begun again it raises nothing twice. */
      readonly type: 'scan-broke-off';
      readonly data: { readonly runId: string; readonly error: string };
    }
  | {
      readonly type: 'indicator-switched';
      readonly data: { readonly indicator: string; readonly isOn: boolean; readonly reason: string };
    };

/** An event of the record: one chain for the city, never changed, each linked to the one before. */
export type NewRunEvent = { readonly at: number; readonly actor: string } & RunStep;

export type RunEvent = NewRunEvent & {
  /** From 1, gapless. */
  readonly seq: number;
  readonly prevHash: string;
  readonly hash: string;
};

export type RunStarted = Extract<RunEvent, { type: 'scan-started' }>;
export type RunFinished = Extract<RunEvent, { type: 'scan-finished' }>;

/** One run, put together from the record. */
export interface Run {
  readonly started: RunStarted;
  /** Absent where it is under way, or broke off. */
  readonly finished?: RunFinished;
  /** When it broke off; absent also where nothing was left to say so. */
  readonly brokeOffAt?: number;
  readonly identitiesOpened: number;
}

/** Newest first. */
export function runsOf(events: readonly RunEvent[]): readonly Run[] {
  const runs = new Map<string, Run>();
  for (const event of events) {
    switch (event.type) {
      case 'scan-started':
        runs.set(event.data.runId, { started: event, identitiesOpened: 0 });
        break;
      case 'identities-opened':
      case 'scan-broke-off':
      case 'scan-finished': {
        const run = runs.get(event.data.runId);
        if (run !== undefined) runs.set(event.data.runId, continued(run, event));
        break;
      }
      case 'indicator-switched':
        break;
    }
  }
  return [...runs.values()].toReversed();
}

function continued(run: Run, event: Exclude<RunEvent, { type: 'scan-started' | 'indicator-switched' }>): Run {
  switch (event.type) {
    case 'identities-opened':
      return { ...run, identitiesOpened: run.identitiesOpened + event.data.persons };
    case 'scan-broke-off':
      return { ...run, brokeOffAt: event.at };
    case 'scan-finished':
      return { ...run, finished: event };
  }
}

/** Indicators that people switched off, by the record. */
export function switchedOff(events: readonly RunEvent[]): ReadonlySet<string> {
  const off = new Set<string>();
  for (const event of events) {
    if (event.type !== 'indicator-switched') continue;
    if (event.data.isOn) off.delete(event.data.indicator);
    else off.add(event.data.indicator);
  }
  return off;
}
