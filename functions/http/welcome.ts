import type { Principal } from '../domain/authority/principal.ts';
import type { People } from '../ports/people.ts';

/** More people than a city's offices have; beyond it everybody is looked up once more. */
const MOST_REMEMBERED = 10_000;

/**
 * Enters whoever signs in into the register of staff, as the token shows them: only people who are known can be given
 * work. A token that says what the last one said costs no read.
 */
export function welcoming(people: People, most = MOST_REMEMBERED): (principal: Principal) => Promise<void> {
  const seen = new Map<string, string>();
  return async (principal) => {
    const { subject, name, roles, unit, area } = principal;
    const shown = JSON.stringify([name, roles, unit, area]);
    if (seen.get(subject) === shown) return;
    await people.welcome({ subject, name, roles, unit, area });
    if (seen.size >= most) seen.clear();
    seen.set(subject, shown);
  };
}
