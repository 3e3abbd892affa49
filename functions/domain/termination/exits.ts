import type { LegalLimit, Tier } from '../../../policy/schema.ts';
import { poolEntry } from '../pool/pool-entry.ts';
import type { PoolEntry, PoolGround } from '../pool/pool-entry.ts';
import type { CivilDate } from '../values/civil-date.ts';
import type { MemberId } from '../values/ids.ts';
import { personId } from '../values/ids.ts';
import type { Leaver } from './end-of-aid.ts';

const grounds: Readonly<Partial<Record<Tier, PoolGround>>> = {
  dibao: 'exited-dibao',
  destitute: 'exited-destitute',
};

/** Who is watched after an exit: whoever left 低保 or 特困, lives, and has no other aid. `limit`: the pack's `any.pool`. */
export function exitEntries(
  leavers: readonly Leaver[],
  tier: Tier,
  since: CivilDate,
  isAidedElsewhere: (person: string) => boolean,
  limit: Pick<LegalLimit, 'amount'>,
): readonly (PoolEntry & { readonly memberId: MemberId })[] {
  const ground = grounds[tier];
  if (ground === undefined) return [];
  return leavers.flatMap(({ person, memberId, deceased }) => {
    const result = poolEntry(
      { person: personId(person), ground, since, recognised: isAidedElsewhere(person), deceased },
      limit,
    );
    return result.kind === 'entry' ? [{ ...result.entry, memberId }] : [];
  });
}
