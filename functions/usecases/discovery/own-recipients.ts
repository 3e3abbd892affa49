import { createHash } from 'node:crypto';
import type { Feed } from '../../../policy/feeds/schema.ts';
import { datasetColumns } from '../../domain/monitoring/feed/dataset.ts';
import { matchKey } from '../../domain/monitoring/match-key.ts';
import type { AreaCode } from '../../domain/values/area-code.ts';
import { civilDate } from '../../domain/values/civil-date.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import { personId } from '../../domain/values/ids.ts';
import { lakeScope } from '../../ports/lake.ts';
import type { Manifest } from '../../ports/lake.ts';
import type { LakeRow } from '../../ports/lake-writer.ts';
import type { ScanInput } from '../../ports/scanner.ts';
import { householdOf } from '../household/household-of.ts';
import type { House } from '../house.ts';
import { discoverer } from './discoverer.ts';
import type { DiscoveryParts } from './parts.ts';

/** The feed of those whom other systems recognised before; our own join it under the same columns. */
export const RECIPIENTS = 'recipients';
export const OWN = 'own-recipients';

type Row = Readonly<Record<string, string | number | null>>;

/**
 * Whom this house itself recognised, refused or let go, as a version of a dataset with the columns of `recipients`: read off the
 * chains, so that a scan sees yesterday's decisions. Pseudonyms, no names and no numbers.
 */
export async function exportRecipients(
  { house, lake, writer, vault }: Pick<DiscoveryParts, 'house' | 'lake' | 'writer' | 'vault'>,
  feed: Feed,
  asOf: CivilDate,
): Promise<Manifest | undefined> {
  const rows = (await recipientsOf(house)).toSorted((a, b) => (String(a['row_id']) < String(b['row_id']) ? -1 : 1));
  if (rows.length === 0) return undefined;
  const columns = datasetColumns(feed);
  const sourceSha256 = createHash('sha256').update(JSON.stringify(rows)).digest('hex');
  const last = await lake.latest(OWN);
  if (last?.dt === asOf && last.sourceSha256 === sourceSha256) return last;
  const ticket = { dataset: OWN, dt: asOf, columns, sourceSha256, recipe: OWN };
  const staging = await writer.stage(ticket, () => vault.createDataKey(lakeScope(OWN, asOf)));
  // Another run is at the same: what it makes is as good.
  if (staging === undefined) return last;
  try {
    // A run that broke off may have finished it: the ticket names the content.
    if (staging.finished.length === 0) {
      for (const row of rows) staging.append(columns.map(({ name }): LakeRow[number] => row[name] ?? null));
      await staging.finishPart();
    }
    return await staging.publish({
      dataset: OWN,
      dt: asOf,
      rows: rows.length,
      damaged: 0,
      rejected: 0,
      sourceSha256,
      importedAt: house.time.now(),
      importedBy: 'system:discovery',
    });
  } finally {
    await staging.close();
  }
}

/** The feed's files and our own, as one input; either may be missing. */
export function withOwn(input: ScanInput | undefined, own: ScanInput | undefined): ScanInput | undefined {
  if (input === undefined || own === undefined) return input ?? own;
  return { manifest: input.manifest, files: [...input.files, ...own.files] };
}

const PAGE = 200;

async function recipientsOf(house: House): Promise<readonly Row[]> {
  const rows = new Map<string, Row>();
  const seen = new Set<string>();
  for (const area of house.policy.counties) {
    for await (const caseId of granted(house, area)) {
      const head = await house.cases.head(caseId);
      if (head === undefined || seen.has(head.householdId)) continue;
      seen.add(head.householdId);
      const household = await householdOf(house, {
        by: discoverer(house.policy),
        householdId: head.householdId,
        action: 'household.read',
      });
      if (household.kind !== 'household') continue;
      for (const [index, entry] of household.chain.entries.entries()) {
        const rowId = `${entry.caseId}.${index}`;
        rows.set(rowId, {
          row_id: rowId,
          person: matchKey(personId(entry.person)),
          area: head.area,
          tier: entry.tier,
          status: 'in-force',
          from_date: entry.from,
          until_date: entry.until ?? null,
          monthly_fen: entry.monthlyFen ?? null,
        });
      }
    }
    for await (const stay of watched(house, area)) {
      const rowId = `${stay.caseId}.${stay.memberId}`;
      const isRefused = stay.ground === 'refused';
      rows.set(rowId, {
        row_id: rowId,
        person: matchKey(stay.person),
        area: stay.area,
        tier: stay.ground === 'exited-destitute' ? 'destitute' : 'dibao',
        status: isRefused ? 'refused' : 'exited',
        from_date: stay.enteredOn,
        until_date: isRefused ? null : civilDate(stay.enteredOn),
      });
    }
  }
  return [...rows.values()];
}

async function* granted({ cases }: House, area: AreaCode) {
  let after: string | undefined;
  do {
    const page = await cases.grantedIn(area, { limit: PAGE, ...(after === undefined ? {} : { after }) });
    yield* page.items;
    after = page.next;
  } while (after !== undefined);
}

async function* watched({ cases }: House, area: AreaCode) {
  let after: string | undefined;
  do {
    const page = await cases.poolIn(area, { limit: PAGE, ...(after === undefined ? {} : { after }) });
    yield* page.items;
    after = page.next;
  } while (after !== undefined);
}
