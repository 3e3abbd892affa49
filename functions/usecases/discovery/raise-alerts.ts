import * as z from 'zod';
import { DISCOVERY } from '../../contracts/alerts.ts';
import type { Indicator } from '../../../policy/indicators/schema.ts';
import type { Hit } from '../../domain/monitoring/hit.ts';
import type { RunAlerts } from '../../domain/monitoring/run.ts';
import { sentenceOf } from '../../domain/monitoring/sentence.ts';
import { POPULATION } from '../../domain/monitoring/working-table.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import { idNumberSchema } from '../../domain/values/id-number.ts';
import type { IdNumber } from '../../domain/values/id-number.ts';
import type { CaseId } from '../../domain/values/ids.ts';
import { lakeScope } from '../../ports/lake.ts';
import type { LakeIdentity } from '../../ports/lake.ts';
import type { ScanInput } from '../../ports/scanner.ts';
import { foundHash, sourceKeyOf } from '../alert/alert-for.ts';
import { receiveAlert } from '../alert/receive-alert.ts';
import { isDeclined } from '../outcome.ts';
import { concurrently } from '../sweep/concurrently.ts';
import { gatherVisits } from '../visit/gather-visits.ts';
import { discoverer } from './discoverer.ts';
import { hitRow } from './hit-row.ts';
import type { HitRow } from './hit-row.ts';
import type { DiscoveryParts } from './parts.ts';

export interface Raising {
  readonly hits: readonly Hit[];
  readonly inputs: ReadonlyMap<string, ScanInput>;
  readonly asOf: CivilDate;
  /** Told how many identities are about to be opened, before the first is. */
  readonly beforeOpening: (persons: number) => Promise<void>;
}

/** Writers share one flush of the disk, and DynamoDB bears as many transactions. */
const WIDTH = 32;
/** Identities open in memory at one time. */
const AT_ONCE = 5_000;

interface Pending {
  readonly hit: Hit;
  readonly indicator: Indicator;
  readonly row: HitRow;
}

const identitySchema = z.object({
  name: z.string().trim().min(1),
  idNumber: idNumberSchema,
}) satisfies z.ZodType<Pick<LakeIdentity, 'name' | 'idNumber'>>;

/**
 * Hands hits in as alerts. Only whose alert would be new or different is opened; a run that broke off is simply run again.
 */
export async function raiseAlerts(parts: DiscoveryParts, raising: Raising): Promise<RunAlerts> {
  const tally = { received: 0, updated: 0, known: 0, closedBefore: 0 };
  const raised: CaseId[] = [];
  const declined: Record<string, number> = {};
  const decline = (code: string) => (declined[code] = (declined[code] ?? 0) + 1);
  const pending: Pending[] = [];
  await concurrently(raising.hits, WIDTH, async (hit) => {
    const indicator = parts.indicators.find(({ id }) => id === hit.indicator);
    if (indicator === undefined) throw new Error(`a hit of no indicator: ${hit.indicator}`);
    const row = hitRow(hit, indicator, raising.asOf);
    const standing = await standingOf(parts, row);
    if (standing.kind === 'to-raise') pending.push({ hit, indicator, row });
    else tally[standing.kind] += 1;
    if (standing.kind === 'known') raised.push(standing.caseId);
  });
  const residents = raising.inputs.get(POPULATION);
  const gather = () => gatherVisits(parts.house, raised, discoverer(parts.house.policy).subject);
  if (pending.length === 0 || residents === undefined) return { ...tally, visits: await gather(), declined };
  await raising.beforeOpening(new Set(pending.map(({ hit }) => hit.person)).size);
  // People of one household follow each other: the first of them decides where they are kept together.
  const byHousehold = [...Map.groupBy(pending, ({ hit }) => hit.household).values()];
  for (const some of chunks(byHousehold)) {
    const people = await openIdentities(parts, residents, new Set(some.flat().map(({ hit }) => hit.person)));
    await concurrently(some, WIDTH, async (household) => {
      for (const one of household) {
        const person = people.get(one.hit.person);
        if (person === undefined) {
          decline('identity-unreadable');
          continue;
        }
        const outcome = await receiveAlert(parts.house, {
          by: discoverer(parts.house.policy),
          system: DISCOVERY,
          row: { ...one.row, person, detail: sentence(parts, raising, one) },
          hint: one.hit.household,
          isOnce: true,
        });
        if (!isDeclined(outcome)) {
          tally[outcome.as] += 1;
          raised.push(outcome.caseId);
        } else decline(outcome.kind === 'declined' ? outcome.code : outcome.kind);
      }
    });
  }
  // One visit for a household, whatever was found about it; after a run that broke off, for what that one raised too.
  return { ...tally, visits: await gather(), declined };
}

type Standing =
  | { readonly kind: 'closedBefore' | 'to-raise' }
  /** Stands as an open alert with this very content. */
  | { readonly kind: 'known'; readonly caseId: CaseId };

/** Whether the hit says anything that the house does not know; needs nobody's identity. */
async function standingOf({ house }: DiscoveryParts, row: HitRow): Promise<Standing> {
  const seen = await house.cases.fromSource(sourceKeyOf(DISCOVERY, row.row));
  if (seen === undefined) return { kind: 'to-raise' };
  const head = await house.cases.head(seen.caseId);
  if (head?.closedOn !== undefined) return { kind: 'closedBefore' };
  return seen.hash === foundHash(row) ? { kind: 'known', caseId: seen.caseId } : { kind: 'to-raise' };
}

type Identity = Readonly<{ name: string; idNumber: IdNumber }>;

async function openIdentities(
  { scanner, vault }: DiscoveryParts,
  residents: ScanInput,
  persons: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Identity>> {
  const { dataset, dt, key } = residents.manifest;
  if (key === undefined) throw new Error('the residents were sealed without a key');
  const opened = new Map<string, Identity>();
  await concurrently(await scanner.identities(residents, [...persons]), WIDTH, async ([person, at]) => {
    const plain = await vault.open({ scope: lakeScope(dataset, dt), key, binding: at.rowId }, at.identity);
    const identity = identitySchema.safeParse(JSON.parse(plain));
    if (identity.success) opened.set(person, identity.data);
  });
  return opened;
}

const sentence = ({ feeds }: DiscoveryParts, { inputs, asOf }: Raising, { hit, indicator }: Pending): string =>
  sentenceOf({ indicator, hit, feeds, asOf, dayOf: (feed) => inputs.get(feed)?.manifest.dt });

function* chunks(households: readonly (readonly Pending[])[]): Generator<readonly (readonly Pending[])[]> {
  let some: (readonly Pending[])[] = [];
  let size = 0;
  for (const household of households) {
    some.push(household);
    size += household.length;
    if (size < AT_ONCE) continue;
    yield some;
    some = [];
    size = 0;
  }
  if (some.length > 0) yield some;
}
