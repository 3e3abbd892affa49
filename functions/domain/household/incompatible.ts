import type { IncompatibleAid } from '../../../policy/schema.ts';
import type { CivilDate } from '../values/civil-date.ts';
import type { HeldAid } from './held-aid.ts';

export interface IncompatibleFinding {
  /** Of the pack's list; `tiers` where two tiers stand side by side. */
  readonly rule: string;
  readonly person: string;
  readonly aids: readonly [HeldAid, HeldAid];
  readonly from: CivilDate;
  /** Absent: still going on. */
  readonly until?: CivilDate;
}

/**
 * 重复救助: aid that one person may not have at the same time. The tiers exclude each other (东民[2024]17号 一(二): the best one); what
 * else may not stand side by side is the pack's list. The same aid told by a feed and by our own record is one aid.
 */
export function incompatible(held: readonly HeldAid[], rules: readonly IncompatibleAid[]): IncompatibleFinding[] {
  const found: IncompatibleFinding[] = [];
  for (const [index, a] of held.entries()) {
    for (const b of held.slice(index + 1)) {
      const rule = a.person === b.person ? ruleFor(a, b, rules) : undefined;
      const days = rule === undefined ? undefined : together(a, b);
      if (rule !== undefined && days !== undefined) {
        found.push({ rule, person: a.person, aids: [a, b], ...days });
      }
    }
  }
  return found;
}

function ruleFor(a: HeldAid, b: HeldAid, rules: readonly IncompatibleAid[]): string | undefined {
  if (a.aid.startsWith('tier:') && b.aid.startsWith('tier:')) {
    const isTold = a.origin.kind === 'feed' || b.origin.kind === 'feed';
    return a.aid === b.aid && isTold ? undefined : 'tiers';
  }
  return rules.find(
    ({ aids: [one, other] }) => (one === a.aid && other === b.aid) || (one === b.aid && other === a.aid),
  )?.id;
}

function together(a: HeldAid, b: HeldAid): { readonly from: CivilDate; readonly until?: CivilDate } | undefined {
  const from = a.from > b.from ? a.from : b.from;
  const until = a.until === undefined ? b.until : b.until === undefined || a.until < b.until ? a.until : b.until;
  if (until !== undefined && until <= from) return undefined;
  return until === undefined ? { from } : { from, until };
}
