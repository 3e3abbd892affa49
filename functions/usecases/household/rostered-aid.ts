import * as z from 'zod';
import { heldInFeed } from '../../domain/household/held-aid.ts';
import type { HeldAid } from '../../domain/household/held-aid.ts';
import { matchKey } from '../../domain/monitoring/match-key.ts';
import { areaCodeSchema, isWithin } from '../../domain/values/area-code.ts';
import type { AreaCode } from '../../domain/values/area-code.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import type { PersonId } from '../../domain/values/ids.ts';
import type { FeedRows } from '../../ports/feed-rows.ts';
import { recipientAid, recipientColumns } from './told-aid.ts';

/** The roster of those whom other systems recognised before. */
export const RECIPIENTS = 'recipients';

const placed = z.object({ area: areaCodeSchema });

/** What the roster says of somebody whom this house has no case of, and who lives within the area. */
export async function rosteredAid(
  feeds: FeedRows,
  person: PersonId,
  within: AreaCode,
): Promise<{ readonly on: CivilDate; readonly held: readonly HeldAid[] } | undefined> {
  const found = await feeds.of(RECIPIENTS, [...recipientColumns, 'area'], [matchKey(person)]);
  if (found === undefined) return undefined;
  const rows = found.rows.filter((row) => isWithin(placed.parse(row).area, within));
  const told = rows.flatMap((row) => recipientAid(row)).map((aid) => ({ ...aid, person }));
  return { on: found.on, held: heldInFeed(RECIPIENTS, found.on, told) };
}
