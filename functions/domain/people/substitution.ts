import type { CivilDate } from '../values/civil-date.ts';
import { daysBetween } from '../values/civil-date.ts';
import type { Substitution } from './staff.ts';

/** Whether the substitution holds on that day. */
export const holdsOn = ({ from, until, endedOn }: Substitution, on: CivilDate): boolean =>
  from <= on && on <= until && (endedOn === undefined || on < endedOn);

/** Of several for one person and day (which entering refuses), the one that began first. */
function substituteOf(substitutions: readonly Substitution[], person: string, on: CivilDate): string | undefined {
  const holding = substitutions.filter((one) => one.person === person && holdsOn(one, on));
  const [first] = holding.toSorted((a, b) => compare(a.from, b.from) || compare(a.id, b.id));
  return first?.substitute;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * 代办: who does the person's work on that day. Whoever stands in and is away too passes it on. Undefined where the
 * person is there, and where a circle leaves nobody.
 */
export function effectiveSubstitute(
  substitutions: readonly Substitution[],
  person: string,
  on: CivilDate,
): string | undefined {
  const passed = new Set([person]);
  let at = substituteOf(substitutions, person, on);
  while (at !== undefined && !passed.has(at)) {
    const next = substituteOf(substitutions, at, on);
    if (next === undefined) return at;
    passed.add(at);
    at = next;
  }
  return undefined;
}

/** Everybody whose work comes to this person on that day, in order of their names at the issuer. */
export function standsInFor(
  substitutions: readonly Substitution[],
  substitute: string,
  on: CivilDate,
): readonly string[] {
  const away = new Set(substitutions.filter((one) => holdsOn(one, on)).map(({ person }) => person));
  return [...away].filter((person) => effectiveSubstitute(substitutions, person, on) === substitute).toSorted(compare);
}

export type SubstitutionFault = 'self' | 'ends-before-it-begins' | 'too-long' | 'overlap' | 'cycle';

/** Longer absences are handed over, not stood in for (demo: our own rule). */
const MOST_DAYS = 365;

/** Why `next` cannot stand beside the others; undefined where it can. */
export function faultOf(substitutions: readonly Substitution[], next: Substitution): SubstitutionFault | undefined {
  if (next.person === next.substitute) return 'self';
  if (next.until < next.from) return 'ends-before-it-begins';
  if (daysBetween(next.from, next.until) > MOST_DAYS) return 'too-long';
  const others = substitutions.filter(({ id }) => id !== next.id);
  const all = [...others, next];
  // Who stands in for whom changes only where a substitution begins: a circle that ever holds, holds on such a day.
  const days = [next.from, ...others.map(({ from }) => from)].filter((day) => holdsOn(next, day));
  for (const day of days) {
    if (others.some((one) => one.person === next.person && holdsOn(one, day))) return 'overlap';
  }
  return days.some((day) => reaches(all, next.substitute, next.person, day)) ? 'cycle' : undefined;
}

function reaches(substitutions: readonly Substitution[], from: string, to: string, on: CivilDate): boolean {
  const seen = new Set<string>();
  const look = [from];
  for (let at = look.pop(); at !== undefined; at = look.pop()) {
    if (at === to) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    for (const one of substitutions) if (one.person === at && holdsOn(one, on)) look.push(one.substitute);
  }
  return false;
}
