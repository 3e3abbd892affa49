import { isWorkingDay } from '../../functions/domain/clock/working-day.ts';
import { addDays, addMonths, startOfDay, weekday } from '../../functions/domain/values/civil-date.ts';
import type { CivilDate } from '../../functions/domain/values/civil-date.ts';
import { dongying } from '../../policy/dongying/dongying.ts';
import { openCity } from './city.ts';
import { CityLife } from './city-life.ts';
import type { Plan } from './plan.ts';
import type { Progress } from './progress.ts';
import type { Report } from './report.ts';
import { Watch } from './watch.ts';
import { workforce } from './workforce.ts';

export interface SimulateOptions {
  readonly seed: number;
  readonly months: number;
  /** First day. */
  readonly from: CivilDate;
  readonly plan: Plan;
  readonly progress: Progress;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A city at work, day by day, through the doors, machines, lists and the sweep of the embedded home. */
export async function simulate({ seed, months, from, plan, progress }: SimulateOptions): Promise<Report> {
  const watch = new Watch(new Set(dongying.ladders.flatMap(({ rungs }) => rungs.map(({ template }) => template))));
  const city = await openCity({ seed, startAt: startOfDay(from), onCommitted: watch.onCommitted });
  try {
    const days = daysOf(from, addDays(addMonths(from, months), -1));
    const working = days.filter((day) => isWorkingDay(day, city.policy.calendar));
    const workers = workforce(plan, dongying, working, seed);
    const life = new CityLife({ city, plan, seed, watch, workers });
    await life.begin();
    for (const [index, day] of days.entries()) {
      const start = startOfDay(day);
      const sweepAt = async (at: number): Promise<void> => {
        await city.goTo(start + at);
        // The look for what was left behind is no matter of hours, and costs more than all reminders.
        await (at === MINUTE && weekday(day) === 1 ? city.home.sweep() : city.home.runDue());
        await city.rest();
      };
      await sweepAt(MINUTE);
      if (isWorkingDay(day, city.policy.calendar)) {
        await sweepAt(9 * HOUR);
        await life.workingDay(day);
        await sweepAt(18 * HOUR);
      }
      life.endOfDay(day);
      progress.step(index + 1, days.length, `${day} · 已受理${life.registered}件 · 在办任务${watch.open.size}`);
    }
    progress.end();
    return await life.report({ seed, months }, days);
  } finally {
    await city.close();
  }
}

function daysOf(from: CivilDate, through: CivilDate): readonly CivilDate[] {
  const days: CivilDate[] = [];
  for (let day = from; day <= through; day = addDays(day, 1)) days.push(day);
  return days;
}
