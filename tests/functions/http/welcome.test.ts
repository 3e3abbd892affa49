import { describe, expect, it } from 'vitest';
import type { StaffMember } from '../../../functions/domain/people/staff.ts';
import type { People } from '../../../functions/ports/people.ts';
import { welcoming } from '../../../functions/http/welcome.ts';
import { reviewer } from '../../support/case-head.ts';

function register() {
  const entered: StaffMember[] = [];
  const people = {
    welcome(member: StaffMember) {
      entered.push(member);
      return Promise.resolve();
    },
  } as Partial<People> as People;
  return { entered, people };
}

describe('welcoming whoever signs in', () => {
  it('enters a person once, and again when the token shows something new', async () => {
    const { entered, people } = register();
    const welcome = welcoming(people);
    await welcome(reviewer);
    await welcome(reviewer);
    await welcome({ ...reviewer, roles: ['unit-head'] });
    expect(entered.map(({ roles }) => roles)).toEqual([['township-reviewer'], ['unit-head']]);
  });

  it('forgets rather than growing without end', async () => {
    const { entered, people } = register();
    const welcome = welcoming(people, 2);
    for (const subject of ['a', 'b', 'c', 'a']) await welcome({ ...reviewer, subject });
    expect(entered.map(({ subject }) => subject)).toEqual(['a', 'b', 'c', 'a']);
  });

  it('asks again after the register could not be reached', async () => {
    const { entered, people } = register();
    let isDown = true;
    const welcome = welcoming({
      ...people,
      welcome: (member) => (isDown ? Promise.reject(new Error('down')) : people.welcome(member)),
    });
    await expect(welcome(reviewer)).rejects.toThrow('down');
    isDown = false;
    await welcome(reviewer);
    expect(entered).toHaveLength(1);
  });
});
