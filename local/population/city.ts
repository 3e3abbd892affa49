import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CivilDate } from '../../functions/domain/values/civil-date.ts';
import { dongyingFeeds } from '../../policy/feeds/dongying.ts';
import { chance } from '../simulation/chance.ts';
import { enterTwice, someHousehold } from './background/households.ts';
import { deliverDues } from './dues.ts';
import { createFeedFiles } from './feed-files.ts';
import { Household, createSerials } from './household.ts';
import type { Town } from './household.ts';
import { createPeople } from './people.ts';
import { createPlaces } from './places.ts';
import { plantingPlan, plantsOf } from './planting.ts';
import { createClerk } from './spoil.ts';
import { createTruth } from './truth.ts';
import type { Truth } from './truth.ts';

export interface CityOptions {
  readonly folder: string;
  readonly persons: number;
  readonly seed: number;
  readonly on: CivilDate;
  /** Which of several cities that one town may come to know: each has people of its own. Default 0. */
  readonly sequence?: number;
  /** Where its people live; default all townships of the pack. */
  readonly townships?: readonly string[];
  readonly progress: (done: number, total: number) => void;
}

/** Fewer would not leave room for ordinary people beside the planted ones. */
export const LEAST_PERSONS = 2_000;
const PROGRESS_PERSONS = 5_000;

/** Writes the feeds of a city into the folder, and `truth.json` last. The same options give the same bytes. */
export function writeCity({ folder, persons, seed, on, sequence = 0, townships, progress }: CityOptions): Truth {
  mkdirSync(folder, { recursive: true });
  rmSync(join(folder, 'truth.json'), { force: true });
  const draw = chance(seed, 'households');
  const places = createPlaces(chance(seed, 'places'), townships);
  const people = createPeople(on, chance(seed, 'people'), sequence);
  const town: Town = { on, draw, people, serials: createSerials() };
  const files = createFeedFiles(folder, dongyingFeeds, chance(seed, 'writing'));
  const truth = createTruth();
  const write = createClerk(files, dongyingFeeds, truth, chance(seed, 'faults'));
  const plan = plantingPlan(persons, chance(seed, 'planting'));
  const twins = { most: plantsOf(persons), used: new Set<string>() };
  let done = 0;
  let told = 0;

  const planted = (): Household | undefined => {
    const plant = plan.next(done);
    if (plant === undefined) return undefined;
    const household = new Household(town, town.people.home(places.poorer(draw)), true);
    for (const person of plant.recipe(household)) truth.add(plant.list, plant.indicator, person);
    for (const { indicator, person } of household.also) truth.add(plant.list, indicator, person);
    return household;
  };

  while (done < persons) {
    const household = planted() ?? someHousehold(town, places, persons - done);
    deliverDues(household);
    const isTimeForTwins = twins.used.size < twins.most && done >= (twins.used.size * persons * 0.9) / twins.most;
    if (isTimeForTwins && enterTwice(household, town, places, twins.used)) done += 1;
    write(household);
    done += household.members.length;
    if (done - told >= PROGRESS_PERSONS) {
      told = done;
      progress(Math.min(done, persons), persons);
    }
  }
  const result = truth.close({ persons, seed, on, files: files.close() });
  writeFileSync(join(folder, 'truth.json'), `${JSON.stringify(result)}\n`);
  progress(persons, persons);
  return result;
}
