import type { SFNClient } from '@aws-sdk/client-sfn';
import type { House } from '../../functions/usecases/house.ts';
import { migrateCase, standingOf } from '../../functions/usecases/migrate-case.ts';
import type { CarriedBy } from '../../functions/usecases/migrate-case.ts';
import { carriedBy, earlierExecutions, liveVersion } from './executions.ts';

export interface Migration {
  readonly client: SFNClient;
  readonly house: Pick<House, 'cases' | 'time'>;
  /** ARN of each machine by its name; people's work among them, whose case is rebuilt when only it has changed. */
  readonly machines: ReadonlyMap<string, string>;
  /** Otherwise it only looks. */
  readonly isApplied: boolean;
  /** Cases that are rebuilt, at most: each starts an execution, and accounts have a limit of starts. */
  readonly perSecond: number;
  readonly most: number;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
  readonly signal?: AbortSignal;
  readonly progress?: (looked: number, moved: number) => void;
}

/** Executions of one machine that run one earlier version. */
export interface Row {
  readonly machine: string;
  readonly version: string;
  readonly live: string;
  /** Cases that were moved, or would be. */
  moved: number;
  /** Of a case that goes on in a later execution; they end at their next step. */
  superseded: number;
  /** Ended meanwhile, or of a case that has. */
  over: number;
  /** Others kept writing; the next run finds them. */
  busy: number;
}

export interface Outcome {
  readonly rows: readonly Row[];
  /** `most`: there may be more. */
  readonly ended: 'all' | 'most' | 'stopped';
}

/** Rebuilds every case that runs on an earlier definition. Stopped or killed, the next run finds what is left, and no case is moved twice. */
export async function migrateCases(migration: Migration): Promise<Outcome> {
  const { client, machines, most, signal, progress } = migration;
  const rows = new Map<string, Row>();
  const seen = new Set<string>();
  const begun = migration.now();
  let looked = 0;
  let moved = 0;
  for (const [machine, arn] of machines) {
    const live = await liveVersion(client, arn);
    for await (const execution of earlierExecutions(client, arn, live)) {
      if (signal?.aborted === true) return { rows: [...rows.values()], ended: 'stopped' };
      if (moved >= most) return { rows: [...rows.values()], ended: 'most' };
      const row = rowOf(rows, machine, execution.version, live.slice(live.lastIndexOf(':') + 1));
      const carried = await carriedBy(client, execution);
      const done = carried === undefined ? 'over' : await move(migration, carried, seen);
      row[done] += 1;
      looked += 1;
      if (done === 'moved') {
        moved += 1;
        if (migration.isApplied) await keepPace(migration, begun, moved);
      }
      progress?.(looked, moved);
    }
  }
  return { rows: [...rows.values()], ended: 'all' };
}

/** A case and its open work are several executions; the first that is met moves the case. */
async function move(
  { house, isApplied }: Migration,
  carried: CarriedBy,
  seen: Set<string>,
): Promise<'moved' | 'superseded' | 'over' | 'busy'> {
  if (isApplied) return migrateCase(house, carried);
  const standing = standingOf(await house.cases.head(carried.caseId), carried);
  if (standing !== 'current') return standing;
  if (seen.has(carried.caseId)) return 'superseded';
  seen.add(carried.caseId);
  return 'moved';
}

async function keepPace({ perSecond, now, sleep }: Migration, begun: number, moved: number): Promise<void> {
  const ahead = begun + (moved * 1000) / perSecond - now();
  if (ahead > 0) await sleep(ahead);
}

function rowOf(rows: Map<string, Row>, machine: string, version: string, live: string): Row {
  const key = `${machine} ${version}`;
  const row = rows.get(key) ?? { machine, version, live, moved: 0, superseded: 0, over: 0, busy: 0 };
  rows.set(key, row);
  return row;
}
