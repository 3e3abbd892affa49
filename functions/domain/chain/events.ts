import type { Tier } from '../../../policy/schema.ts';
import type { Route } from '../classification/result.ts';
import { tiers } from '../classification/tier.ts';
import { type CivilDate, parseCivilDate } from '../values/civil-date.ts';

/**
 * The part of a stored case event that the chain reads; `data` as it was written, checked again when read. What it reads: `determined`,
 * `aid-ended`, `aid-tapered`, `aid-changed`, `aid-reinstated`, `refused`, `pool-entered`, `pool-left` and `special-aid-recorded`; every other type passes by.
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

/** What a department answered about 专项救助 or 其他救助. */
export interface ChainSpecialAid {
  readonly person: string;
  /** The referral. */
  readonly caseId: string;
  readonly need: string;
  readonly entitlement?: string;
  readonly unit: string;
  readonly result: 'granted' | 'not-eligible';
  readonly on: CivilDate;
  readonly fen?: number;
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

/** Undefined where the data do not have the shape that a referral's answer has. */
export function readSpecialAid({ caseId, data }: ChainEvent): ChainSpecialAid[] | undefined {
  const { need, entitlement, unit, result, fen } = data;
  const persons = readPersons(data);
  const on = readDate(data['on']);
  if (persons === undefined || on === undefined || typeof need !== 'string' || typeof unit !== 'string') {
    return undefined;
  }
  if (result !== 'granted' && result !== 'not-eligible') return undefined;
  return persons.map((person) => ({
    person,
    caseId,
    need,
    ...(typeof entitlement === 'string' ? { entitlement } : {}),
    unit,
    result,
    on,
    ...(typeof fen === 'number' ? { fen } : {}),
  }));
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
