import type { TaskRecord } from '../domain/casework/task.ts';
import type { Principal } from '../domain/authority/principal.ts';
import { effectiveSubstitute } from '../domain/people/substitution.ts';
import { civilDateOf } from '../domain/values/civil-date.ts';
import type { House } from './house.ts';

/** In what capacity a person touches work that is in somebody's hands. */
export type Capacity =
  | { readonly kind: 'holder' | 'substitute'; readonly onBehalfOf?: string }
  /** It is in other hands, or in nobody's. */
  | { readonly kind: 'none' };

/** The holder, or who stands in for the holder today. Looks into the register only where somebody else holds the task. */
export async function capacityOf(house: House, by: Principal, task: TaskRecord): Promise<Capacity> {
  const { holder, onBehalfOf } = task;
  if (holder === undefined) return { kind: 'none' };
  if (holder === by.subject) return onBehalfOf === undefined ? { kind: 'holder' } : { kind: 'holder', onBehalfOf };
  const substitutions = await house.people.substitutions(by.unit);
  return effectiveSubstitute(substitutions, holder, civilDateOf(house.time.now())) === by.subject
    ? { kind: 'substitute', onBehalfOf: onBehalfOf ?? holder }
    : { kind: 'none' };
}
