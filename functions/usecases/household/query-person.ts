import type { PersonAnswer, PersonQuery } from '../../contracts/person-queries.ts';
import { tierSchema } from '../../../policy/vocabulary.ts';
import type { QueryPurpose } from '../../../policy/schema.ts';
import type { Principal } from '../../domain/authority/principal.ts';
import { isHeldOn } from '../../domain/household/held-aid.ts';
import type { HeldAid } from '../../domain/household/held-aid.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import type { AccessLog } from '../../ports/access-log.ts';
import type { FeedRows } from '../../ports/feed-rows.ts';
import type { House } from '../house.ts';
import { barred, declined } from '../outcome.ts';
import type { Declined } from '../outcome.ts';
import { householdOf } from './household-of.ts';
import { RECIPIENTS, rosteredAid } from './rostered-aid.ts';
import { standingOf } from './standing.ts';
import { aidTitle } from './wording.ts';

export interface QueryParts {
  readonly feeds: FeedRows;
  readonly accessLog: AccessLog;
}

/**
 * 信息查询 (东民[2024]17号 二(一)): a department asks of one person what its purpose opens, and the asking is on record before the answer. Who
 * lives elsewhere is as unknown as who is not here at all.
 */
export async function queryPerson(
  house: House,
  { feeds, accessLog }: QueryParts,
  { by, query }: { readonly by: Principal; readonly query: PersonQuery },
): Promise<PersonAnswer | Declined> {
  const area = house.policy.unitArea(by.unit) ?? by.area;
  const bar = barred(house.authorize(by, 'person.query', { area }));
  if (bar !== undefined) return bar;
  const purpose = house.policy.queryPurposes.find(({ id }) => id === query.purpose);
  if (purpose === undefined || !isPurposeOf(purpose, by)) {
    const own = house.policy.queryPurposes
      .filter((one) => isPurposeOf(one, by))
      .map(({ id, title }) => `${id}(${title})`);
    return declined('purpose-not-yours', `本单位可用的查询用途:${own.join('、') || '无'}。`, { pointer: '/purpose' });
  }
  const person = await house.cases.canonical(house.cases.personId(query.idNumber));
  const householdId = await house.cases.householdOf(person);
  const household =
    householdId === undefined ? undefined : await householdOf(house, { by, householdId, action: 'person.query' });
  const seen = household?.kind === 'household' ? household : undefined;
  const now = house.time.now();
  const { reference } = query;
  const rostered = seen === undefined ? await rosteredAid(feeds, person, by.area) : undefined;
  const isKnown = seen !== undefined || (rostered?.held.length ?? 0) > 0;
  await accessLog.add({ at: now, by: by.subject, unit: by.unit, purpose: purpose.id, person, reference, isKnown });
  const on = civilDateOf(now);
  const today = { source: 'yimen', on };
  if (seen === undefined) {
    const held = (rostered?.held ?? []).filter((aid) => isHeldOn(aid, on));
    const roster = { source: RECIPIENTS, on: rostered?.on ?? null };
    return {
      kind: 'person-answer',
      purpose: purpose.id,
      isKnown,
      ...(isKnown && purpose.fields.includes('recognition') ? { recognition: recognised(house, held) } : {}),
      freshness: [today, roster],
    };
  }
  const standing = await standingOf(house, feeds, seen);
  const held = standing.held.filter((aid) => aid.person === person && isHeldOn(aid, on));
  const tiers = held.filter(({ aid, origin }) => aid.startsWith('tier:') && origin.kind !== 'feed');
  const opens = (field: QueryPurpose['fields'][number]) => purpose.fields.includes(field);
  const items = held.filter(
    ({ aid }) =>
      aid.startsWith('item:') && (opens('all-items') || (opens('own-items') && isItemOf(house, purpose, aid))),
  );
  return {
    kind: 'person-answer',
    purpose: purpose.id,
    isKnown,
    ...(opens('recognition') ? { recognition: recognised(house, tiers) } : {}),
    ...(opens('amount') ? { monthlyFen: tiers[0]?.fen ?? null } : {}),
    ...(opens('household-size') ? { householdSize: seen.persons.length } : {}),
    ...(opens('watched')
      ? {
          isWatched: seen.chain.pool.some(
            (stay) => stay.person === person && isHeldOn({ ...stay, from: stay.since }, on),
          ),
        }
      : {}),
    ...(opens('own-items') || opens('all-items')
      ? {
          items: items.map(({ aid, from }) => ({
            entitlement: aid.slice('item:'.length),
            title: aidTitle(house, aid),
            from,
          })),
        }
      : {}),
    freshness: [today, ...standing.freshness.map(({ feed, on: day }) => ({ source: feed, on: day }))],
  };
}

const recognised = (house: House, held: readonly HeldAid[]) =>
  held.flatMap(({ aid, from }) => {
    const tier = tierSchema.safeParse(aid.slice('tier:'.length));
    return tier.success ? [{ tier: tier.data, title: aidTitle(house, aid), from }] : [];
  });

/** `county-medical-security-370502` asks for `medical-security`; township and county offices for `civil-affairs`. */
const isPurposeOf = ({ department }: QueryPurpose, { unit }: Principal): boolean =>
  unit.includes(`-${department}-`) ||
  unit === `city-${department}` ||
  (department === 'civil-affairs' && unit.startsWith('township-'));

const isItemOf = ({ policy }: House, { department }: QueryPurpose, aid: string): boolean =>
  policy.entitlements.items.some((item) => `item:${item.id}` === aid && item.department === department);

/** Who asked for whom, for what: for those who supervise the place. */
export async function readAccessLog(
  house: House,
  { accessLog }: Pick<QueryParts, 'accessLog'>,
  {
    by,
    unit = by.unit,
    month,
    ...page
  }: {
    readonly by: Principal;
    readonly unit?: Principal['unit'];
    readonly month: string;
    readonly limit: number;
    readonly after?: string;
  },
) {
  const area = house.policy.unitArea(unit);
  if (area === undefined) return declined('unknown-unit', `政策包中没有单位${unit}。`, { pointer: '#query/unit' });
  const bar = barred(house.authorize(by, 'access-log.read', { area }));
  if (bar !== undefined) return bar;
  const found = await accessLog.of(unit, month, page);
  return {
    kind: 'access-log' as const,
    view: {
      items: found.items.map(({ at, purpose, ...access }) => ({
        ...access,
        at: new Date(at).toISOString(),
        purpose,
        purposeTitle: house.policy.queryPurposes.find(({ id }) => id === purpose)?.title ?? purpose,
      })),
      next: found.next ?? null,
    },
  };
}
