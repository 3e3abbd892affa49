import type { InboxItem } from '../contracts/views.ts';
import { pressingAt, STANDING_STILL } from '../domain/casework/pressing.ts';
import type { CaseHead } from '../domain/casework/head.ts';
import type { TaskRecord } from '../domain/casework/task.ts';
import type { Principal } from '../domain/authority/principal.ts';
import { standingBounds, standingOf, standingRange, standings } from '../domain/clock/standing.ts';
import type { Standing, StandingBounds } from '../domain/clock/standing.ts';
import { standsInFor } from '../domain/people/substitution.ts';
import { civilDateOf } from '../domain/values/civil-date.ts';
import type { Count, Worklist } from '../ports/worklists.ts';
import type { House } from './house.ts';
import { barred } from './outcome.ts';
import { headsOf, taskView } from './read-tasks.ts';

type Box = 'mine' | 'unit' | 'unclaimed';

export interface ReadInboxInput {
  readonly by: Principal;
  readonly box: Box;
  readonly limit: number;
  readonly after?: string;
}

/** 待办: what presses first comes first. Somebody's own box holds the work of those they stand in for today, too. */
export async function readInbox(house: House, { by, box, limit, after }: ReadInboxInput) {
  const bar = barred(house.authorize(by, 'inbox.read', { area: by.area }));
  if (bar !== undefined) return bar;
  const lists = await listsOf(house, by, box);
  const page = await house.worklists.open(lists, after === undefined ? { limit } : { limit, after });
  const heads = await headsOf(house, page.items);
  const bounds = boundsOf(house);
  const items = page.items.flatMap((task) => {
    const head = heads.get(task.caseId);
    return head === undefined ? [] : [inboxItem(house, head, task, by, box, bounds)];
  });
  return { kind: 'inbox' as const, view: { items, next: page.next ?? null } };
}

export const boundsOf = (house: House): StandingBounds =>
  standingBounds(house.time.now(), house.policy.calendar, house.policy.setting('inbox.due-soon-days'));

async function listsOf(house: House, by: Principal, box: Box): Promise<readonly Worklist[]> {
  switch (box) {
    case 'unit':
    case 'unclaimed':
      return [{ kind: box, unit: by.unit }];
    case 'mine': {
      const today = civilDateOf(house.time.now());
      const absent = standsInFor(await house.people.substitutions(by.unit), by.subject, today);
      return [by.subject, ...absent].map((subject) => ({ kind: 'holder', subject }));
    }
  }
}

function inboxItem(
  house: House,
  head: CaseHead,
  task: TaskRecord,
  by: Principal,
  box: Box,
  bounds: StandingBounds,
): InboxItem {
  const { holder } = task;
  return {
    ...taskView(house, head, task),
    standing: standingOf(pressingAt(task), bounds),
    ...pressingOf(house, task),
    standingInFor: box === 'mine' && holder !== undefined && holder !== by.subject ? holder : null,
  };
}

/** The day on which what presses runs out, and whether that day still depends on a calendar to come. */
export function pressingOf(house: House, task: TaskRecord) {
  const at = pressingAt(task);
  if (at >= STANDING_STILL) return { pressingOn: null, provisional: false };
  const own = [task.startLimit, task.finishLimit].find((limit) => limit?.dueAt === at);
  // The instant is the first that is too late.
  const pressingOn = own?.dueOn ?? civilDateOf(at - 1);
  return { pressingOn, provisional: own?.provisional ?? pressingOn > house.policy.calendar.coveredThrough };
}

/** Counting stops here: whoever has more than this needs no exact number, and the counting costs the same for all. */
const MOST_COUNTED = 200;

/** How the work of each box stands, by key ranges: nothing is read but what is counted. */
export async function countInbox(house: House, by: Principal) {
  const bar = barred(house.authorize(by, 'inbox.read', { area: by.area }));
  if (bar !== undefined) return bar;
  const bounds = boundsOf(house);
  const countsOf = async (box: Box) => {
    const lists = await listsOf(house, by, box);
    const counted = await Promise.all(standings.map((standing) => countOf(house, lists, standing, bounds)));
    return Object.fromEntries(standings.map((standing, at) => [standing, counted[at]]));
  };
  const [mine, unit, unclaimed] = await Promise.all([countsOf('mine'), countsOf('unit'), countsOf('unclaimed')]);
  return { kind: 'counts' as const, view: { mine, unit, unclaimed } };
}

async function countOf(
  house: House,
  lists: readonly Worklist[],
  standing: Standing,
  bounds: StandingBounds,
): Promise<Count> {
  const range = standingRange(standing, bounds);
  const counts = await Promise.all(lists.map((list) => house.worklists.count(list, range, MOST_COUNTED)));
  const sum = counts.reduce((total, { count }) => total + count, 0);
  return { count: Math.min(sum, MOST_COUNTED), more: sum > MOST_COUNTED || counts.some(({ more }) => more) };
}
