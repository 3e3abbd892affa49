import type { CivilDate } from '../values/civil-date.ts';
import { isOpen } from './part.ts';
import type { Part } from './part.ts';

/**
 * Nothing is waited for any more: every mandatory part has ended and one of them was answered; where the family withdrew all
 * mandatory ones, the optional parts that it still wants are waited for, too.
 */
export function isComplete(parts: readonly Part[]): boolean {
  if (!parts.some(isOpen)) return true;
  const mandatory = parts.filter((part) => part.mandatory);
  return !mandatory.some(isOpen) && mandatory.some(({ state }) => state === 'done');
}

/** An optional part that is still open when the referral is complete is withdrawn, and its department told. */
export function concluded(
  parts: readonly Part[],
  on: CivilDate,
): { readonly parts: readonly Part[]; readonly withdrawn: readonly string[] } {
  if (!isComplete(parts)) return { parts, withdrawn: [] };
  const open = parts.filter(isOpen);
  return {
    parts: parts.map((part) => (isOpen(part) ? withdrawnPart(part, on) : part)),
    withdrawn: open.map(({ id }) => id),
  };
}

export const withdrawnPart = (part: Part, on: CivilDate): Part => ({
  ...part,
  state: 'withdrawn',
  endedOn: on,
  assignments: endedLast(part, 'withdrawn', on),
});

/** The running assignment, if one runs, ends so. */
export function endedLast(
  { assignments }: Part,
  how: 'returned' | 'disputed' | 'referred-on' | 'answered' | 'withdrawn',
  on: CivilDate,
): Part['assignments'] {
  const last = assignments.at(-1);
  return last === undefined || last.ended !== undefined
    ? assignments
    : [...assignments.slice(0, -1), { ...last, ended: { how, on } }];
}

/**
 * Where the part that led was withdrawn or dismissed and others go on: the only one left leads, of several the arbiter names
 * one. A part that was answered goes on leading.
 */
export function passLead(parts: readonly Part[], gone: string): readonly Part[] {
  const hasGone = parts.some(({ id, lead, state, result }) => {
    const isAway = state === 'withdrawn' || result === 'dismissed';
    return id === gone && lead && isAway;
  });
  const open = parts.filter(isOpen);
  if (!hasGone || open.length === 0) return parts;
  const next = open.length === 1 ? open[0]?.id : undefined;
  return parts.map(({ vacated: _earlier, ...part }) => {
    if (part.id === gone) return { ...part, lead: false, ...(next === undefined ? { vacated: true } : {}) };
    return part.id === next ? { ...part, lead: true, mandatory: true } : part;
  });
}

/** Several parts are open and none leads: the arbiter must name one. */
export const isLeadVacant = (parts: readonly Part[]): boolean =>
  parts.some(isOpen) && parts.every((part) => !part.lead);

export type ReferralEnd = 'done' | 'arbitrated' | 'withdrawn';

/** How a referral without open parts has ended; `arbitrated`: an arbiter had to say who answers, or that nobody does. */
export function endOf(parts: readonly Part[]): ReferralEnd {
  const done = parts.filter(({ state }) => state === 'done');
  if (done.length === 0) return 'withdrawn';
  const isArbitrated = done.some(
    ({ assignments, result }) => result === 'dismissed' || assignments.some(({ binding }) => binding),
  );
  return isArbitrated ? 'arbitrated' : 'done';
}
