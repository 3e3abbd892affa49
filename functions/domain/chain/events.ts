import type { Tier } from '../../../policy/schema.ts';
import type { Route } from '../classification/result.ts';
import { tiers } from '../classification/tier.ts';
import { type CivilDate, parseCivilDate } from '../values/civil-date.ts';

/**
 * The part of a stored case event that the chain reads; `data` as it was written, checked again when read. What it reads: `determined`,
 * `aid-ended`, `aid-tapered`, `aid-changed`, `aid-reinstated`, `refused`, `pool-entered` and `pool-left`; every other type passes by.
 */
export interface ChainEvent {
  readonly type: string;
  /** When it happened, epoch ms. */
  readonly at: number;
  readonly recordedAt: number;
  readonly caseId: string;
  /** Number within its case; decides between events of one instant. */
  readonly seq?: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** One of `data.determinations` of `determined`. Persons by their blind index, never by name or number. */
export interface DeterminedAid {
  readonly tier: Tier;
  readonly route: Route;
  readonly persons: readonly string[];
  /** First day of entitlement (the first of the month after the decision). */
  readonly from: CivilDate;
  /** First day that is no longer covered, where the rule sets an end (刚性支出: 12 months). */
  readonly until?: CivilDate;
  readonly monthlyFen?: number;
}

const ROUTES: readonly Route[] = ['person', 'household', 'single-inclusion', 'reference-single'];

/** Undefined where the data do not have the shape above. */
export function readDeterminations(data: ChainEvent['data']): DeterminedAid[] | undefined {
  const { determinations } = data;
  if (!Array.isArray(determinations)) return undefined;
  const read = determinations.map(readDetermination);
  return read.every((aid) => aid !== undefined) ? read : undefined;
}

function readDetermination(value: unknown): DeterminedAid | undefined {
  const tier = tiers.find((candidate) => candidate === property(value, 'tier'));
  const route = ROUTES.find((candidate) => candidate === property(value, 'route'));
  const persons = readPersons(value);
  const from = readDate(property(value, 'from'));
  const until = readDate(property(value, 'until'));
  const monthlyFen = property(value, 'monthlyFen');
  if (tier === undefined || route === undefined || persons === undefined || from === undefined) return undefined;
  return {
    tier,
    route,
    persons,
    from,
    ...(until === undefined ? {} : { until }),
    ...(typeof monthlyFen === 'number' ? { monthlyFen } : {}),
  };
}

export function readPersons(value: unknown): string[] | undefined {
  const persons = property(value, 'persons');
  if (!Array.isArray(persons)) return undefined;
  return persons.every((person) => typeof person === 'string') ? persons : undefined;
}

export function readDate(value: unknown): CivilDate | undefined {
  return typeof value === 'string' ? parseCivilDate(value) : undefined;
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
