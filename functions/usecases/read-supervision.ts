import type { SupervisionView } from '../contracts/supervision.ts';
import { taskKinds } from '../domain/casework/vocabulary.ts';
import type { TaskKind } from '../domain/casework/vocabulary.ts';
import { workOf } from '../domain/casework/work-of.ts';
import type { Principal } from '../domain/authority/principal.ts';
import type { StandingBounds } from '../domain/clock/standing.ts';
import { nothing, onTimeRate, tallyOfClosed, tallyOfOpen, together } from '../domain/supervision/tally.ts';
import type { Tally } from '../domain/supervision/tally.ts';
import { civilDate, civilDateOf, daysBetween, endOfDay, startOfDay } from '../domain/values/civil-date.ts';
import type { CivilDate } from '../domain/values/civil-date.ts';
import { isWithin } from '../domain/values/area-code.ts';
import type { UnitId } from '../domain/values/ids.ts';
import type { Page } from '../ports/cases.ts';
import { readFeeds } from './feed/read-feeds.ts';
import type { House } from './house.ts';
import { barred, declined } from './outcome.ts';
import type { Declined } from './outcome.ts';
import { boundsOf } from './read-inbox.ts';

/** Of closed work; both days included. */
export interface Period {
  readonly from?: CivilDate;
  readonly until?: CivilDate;
}

export interface ReadSupervisionInput extends Period {
  readonly by: Principal;
  /** Default: the person's own unit. */
  readonly unit?: UnitId;
  /** Units a page. */
  readonly limit: number;
  readonly after?: string;
}

/** Units looked at side by side. */
const AT_ONCE = 8;

/**
 * 督办看板: how each unit of the subtree stands with each kind of work. Reads the open work of the units that it lists and
 * what they closed in the period, from the task lists alone; heads of cases are not read.
 */
export async function readSupervision(house: House, input: ReadSupervisionInput) {
  const { by, unit = by.unit, limit, after } = input;
  const bar = unwatchable(house, by, unit);
  if (bar !== undefined) return bar;
  const period = periodOf(house, input);
  if ('kind' in period) return period;
  const units = house.policy.unitsUnder(unit).toSorted();
  const from = after === undefined ? 0 : units.findIndex((one) => one > after);
  const listed = from < 0 ? [] : units.slice(from, from + limit);
  const bounds = boundsOf(house);
  const rows: SupervisionView['rows'] = [];
  let totals = nothing;
  for (let at = 0; at < listed.length; at += AT_ONCE) {
    const some = listed.slice(at, at + AT_ONCE);
    const tallies = await Promise.all(some.map((one) => tallyUnit(house, one, period, bounds)));
    for (const [index, byKind] of tallies.entries()) {
      const one = some[index] ?? unit;
      for (const kind of taskKinds) {
        const tally = byKind.get(kind);
        if (tally === undefined) continue;
        totals = together(totals, tally);
        const { title, stage } = workOf(kind);
        const unitName = house.policy.unitName(one) ?? one;
        rows.push({ unit: one, unitName, kind, title, stage, ...tallyView(tally) });
      }
    }
  }
  const last = listed.at(-1);
  const hasMore = last !== undefined && last !== units.at(-1);
  return {
    kind: 'supervision' as const,
    view: {
      unit,
      from: period.from,
      until: period.until,
      rows,
      totals: tallyView(totals),
      warnings: [...house.policy.warnings(civilDateOf(house.time.now()))],
      feeds: await feedsFor(house, by),
      next: hasMore ? last : null,
    },
  };
}

/** Feeds are the whole city's: who watches a part of it could do nothing about them. */
async function feedsFor(house: House, by: Principal): Promise<SupervisionView['feeds']> {
  const { feeds, policy } = house;
  if (feeds === undefined || !isWithin(policy.area, by.area)) return null;
  const standings = await readFeeds({ ...feeds, policy }, civilDateOf(house.time.now()));
  return standings.flatMap(({ feed, ownerName, version, freshness, quarantine }) => {
    const lateDays = freshness.kind === 'late' ? freshness.days : 0;
    const quarantined = quarantine.length > 0;
    if (lateDays === 0 && !quarantined) return [];
    const { id, title } = feed;
    return { id, title, owner: ownerName, lastGoodOn: version?.dt ?? null, lateDays, quarantined };
  });
}

/** Why the person may not watch that unit; undefined where they may. */
export function unwatchable(house: House, by: Principal, unit: UnitId): Declined | undefined {
  const area = house.policy.unitArea(unit);
  if (area === undefined) return declined('unknown-unit', `政策包中没有单位${unit}。`, { pointer: '#query/unit' });
  return barred(house.authorize(by, 'supervision.read', { area, unit, above: house.policy.unitsAbove(unit) }));
}

const MOST_DAYS = 366;

/** Default: this month so far. */
export function periodOf(house: House, given: Period) {
  const { until = civilDateOf(house.time.now()) } = given;
  const { from = civilDate(`${until.slice(0, 7)}-01`) } = given;
  return until < from || daysBetween(from, until) > MOST_DAYS
    ? declined('unsound-period', '统计期间的截止日期不能早于开始日期,期间最长一年。', { pointer: '#query/from' })
    : { from, until };
}

export const instantsOf = ({ from, until }: Required<Period>) => ({ from: startOfDay(from), before: endOfDay(until) });

async function tallyUnit(
  house: House,
  unit: UnitId,
  period: Required<Period>,
  bounds: StandingBounds,
): Promise<ReadonlyMap<TaskKind, Tally>> {
  const { worklists } = house;
  const tallies = new Map<TaskKind, Tally>();
  const add = (kind: TaskKind, tally: Tally) => tallies.set(kind, together(tallies.get(kind) ?? nothing, tally));
  const open = everyOne((page) => worklists.open([{ kind: 'unit', unit }], page));
  for await (const task of open) add(task.kind, tallyOfOpen(task, bounds));
  const closed = everyOne((page) => worklists.closed(unit, instantsOf(period), page));
  for await (const task of closed) add(task.kind, tallyOfClosed(task));
  return tallies;
}

const PAGE = 500;

async function* everyOne<T>(
  read: (page: { readonly limit: number; readonly after?: string }) => Promise<Page<T>>,
): AsyncGenerator<T> {
  let after: string | undefined;
  do {
    const page = await read(after === undefined ? { limit: PAGE } : { limit: PAGE, after });
    yield* page.items;
    after = page.next;
  } while (after !== undefined);
}

const tallyView = ({ oldest, ...tally }: Tally) => ({
  ...tally,
  oldest: oldest === undefined ? null : { ...oldest },
  onTimeRate: onTimeRate(tally) ?? null,
});
