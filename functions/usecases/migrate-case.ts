import { machineOf } from '../domain/casework/execution.ts';
import { isUnderProcedure } from '../domain/casework/head.ts';
import type { CaseHead } from '../domain/casework/head.ts';
import type { CaseId } from '../domain/values/ids.ts';
import type { House } from './house.ts';
import { TURNS } from './once.ts';
import { restartOf } from './restart-case.ts';

const ACTOR = 'system:migrate-cases';

/** An execution of a case, by what its input says. */
export interface CarriedBy {
  readonly caseId: CaseId;
  readonly gen: number;
}

/** `over`: the case has ended, or there is none. `superseded`: it goes on in a later execution, and this one ends at its next step. */
export type Standing = 'current' | 'superseded' | 'over';

export function standingOf(head: CaseHead | undefined, { gen }: CarriedBy): Standing {
  if (head === undefined || !isUnderProcedure(head) || machineOf(head) === undefined) return 'over';
  return head.gen === gen ? 'current' : 'superseded';
}

/**
 * Rebuilds a case that an earlier definition carries, as `restartCase` does: whatever starts now runs what is live. Repeated, it
 * finds the case superseded. `busy`: others kept writing.
 */
export async function migrateCase(
  { cases, time }: Pick<House, 'cases' | 'time'>,
  carried: CarriedBy,
): Promise<'moved' | 'busy' | Exclude<Standing, 'current'>> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    const head = await cases.head(carried.caseId);
    const standing = standingOf(head, carried);
    if (standing !== 'current') return standing;
    const machine = head === undefined ? undefined : machineOf(head);
    if (head === undefined || machine === undefined) return 'over';
    const restart = restartOf(head, machine, time.now(), ACTOR, { reason: 'earlier-definition' });
    const committed = await cases.commit({ head, ...restart });
    if (committed.kind === 'committed') return 'moved';
  }
  return 'busy';
}
