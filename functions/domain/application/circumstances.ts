import { grantExtension } from '../clock/extension.ts';
import type { CivilDate } from '../values/civil-date.ts';
import { totalLimit } from '../casework/limits.ts';
import type { Clock } from '../casework/legal-limit.ts';
import type { ApplicationHead } from './head.ts';
import type { Circumstance } from './vocabulary.ts';

/**
 * Records circumstances of the case and, where they are legal grounds and the total has not run out, extends the total
 * once. A ground that comes too late is recorded all the same: it explains the delay but does not cure it.
 */
export function withCircumstances(
  head: ApplicationHead,
  found: readonly Circumstance[],
  clock: Clock,
  on: CivilDate,
): Partial<ApplicationHead> {
  const fresh = [...new Set(found)].filter((circumstance) => !head.circumstances.includes(circumstance));
  if (fresh.length === 0) return {};
  return { circumstances: [...head.circumstances, ...fresh], ...extended(head, fresh, clock, on) };
}

/**
 * The total under the tier that the head proposes. A circumstance recorded while another tier governed, whose rule does
 * not list it, extends the total now if this tier's rule does and its total has not run out.
 */
export function underNewTier(head: ApplicationHead, clock: Clock, on: CivilDate): Partial<ApplicationHead> {
  const total = totalLimit(head, clock);
  return {
    ...(total === undefined ? {} : { totalDueAt: total.due.dueAt }),
    ...extended(head, head.circumstances, clock, on),
  };
}

function extended(
  head: ApplicationHead,
  grounds: readonly Circumstance[],
  clock: Clock,
  on: CivilDate,
): Partial<ApplicationHead> {
  if (grounds.length === 0 || head.extension !== undefined) return {};
  const total = totalLimit(head, clock);
  if (total === undefined) return {};
  for (const ground of grounds) {
    const { pauses = [] } = head;
    const granted = grantExtension(
      { limit: total.limit, from: total.from, calendar: clock.calendar, pauses },
      { ground, on },
    );
    if (granted.kind === 'extended') return { extension: granted.extension, totalDueAt: granted.due.dueAt };
  }
  return {};
}
