import { submitApplicationSchema, supplementSchema } from '../../functions/contracts/applications.ts';
import type { Principal } from '../../functions/domain/authority/principal.ts';
import type { CaseId } from '../../functions/domain/values/ids.ts';
import type { OnceKey } from '../../functions/ports/cases.ts';
import { isDeclined } from '../../functions/usecases/outcome.ts';
import type { Declined } from '../../functions/usecases/outcome.ts';
import { submitApplication } from '../../functions/usecases/submit-application.ts';
import { supplementApplication } from '../../functions/usecases/supplement-application.ts';
import { families } from '../demo/families.ts';
import type { City } from './city.ts';
import type { Chance } from './chance.ts';
import type { Plan } from './plan.ts';

/** A key for each request, in the order of asking. */
export function onceKeys(): (by: Principal) => OnceKey {
  let count = 0;
  return ({ subject }) => {
    count += 1;
    return { principal: subject, route: 'simulation', key: `simulation-${count}`, requestHash: '' };
  };
}

/** What the rules of the house refuse in a simulation is a fault of the simulation, or of the house. */
export function granted<T extends { readonly kind: string }>(outcome: T | Declined): T {
  if (isDeclined(outcome)) throw new Error(`the town declined what the plan foresees: ${JSON.stringify(outcome)}`);
  return outcome;
}

export interface Registered {
  readonly caseId: CaseId;
  readonly isWaiting: boolean;
}

/** One family comes to the window of `by`'s township. */
export async function receive(
  { home }: City,
  plan: Plan,
  draw: Chance,
  { by, key, sequence }: { readonly by: Principal; readonly key: OnceKey; readonly sequence: number },
): Promise<Registered> {
  const { family } = draw.pick(plan.families);
  const built = families[family].build({ area: by.area, sequence });
  const isWaiting = draw.happens(plan.incompletePapers.percent);
  const submission = submitApplicationSchema.parse({
    ...built,
    papers: { ...built.papers, incomeStatement: !isWaiting },
  });
  const outcome = granted(await submitApplication(home.house, { by, submission, key }));
  return { caseId: outcome.caseId, isWaiting };
}

/** The family brings what it was told was missing. */
export async function supplement({ home }: City, caseId: CaseId, by: Principal, key: OnceKey): Promise<void> {
  const papers = { application: true, purposeNotice: true, checkAuthorisations: [], incomeStatement: true };
  granted(await supplementApplication(home.house, { by, caseId, key, supplement: supplementSchema.parse({ papers }) }));
}
