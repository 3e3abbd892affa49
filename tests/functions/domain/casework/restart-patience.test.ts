import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRestartDue } from '../../../../functions/domain/casework/restart-patience.ts';

const MINUTE = 60_000;
const record = (...types: string[]) => types.map((type) => ({ type }));
const RESTARTED = 'execution-restarted';

describe('isRestartDue', () => {
  it('tries a lost execution again after five quiet minutes', () => {
    expect(isRestartDue(record('application-accepted'), 5 * MINUTE - 1)).toBe(false);
    expect(isRestartDue(record('application-accepted'), 5 * MINUTE)).toBe(true);
  });

  it('waits twice as long after each attempt in vain', () => {
    const twice = record('task-opened', RESTARTED, RESTARTED);
    expect(isRestartDue(twice, 20 * MINUTE - 1)).toBe(false);
    expect(isRestartDue(twice, 20 * MINUTE)).toBe(true);
  });

  it('is patient again once the case has moved', () => {
    expect(isRestartDue(record(RESTARTED, RESTARTED, RESTARTED, 'classified'), 5 * MINUTE)).toBe(true);
  });

  it('never gives up, and fills the record with two attempts a day at most', () => {
    fc.assert(
      fc.property(fc.nat(2000), (attempts) => {
        const events = record('task-opened', ...Array<string>(attempts).fill(RESTARTED));
        expect(isRestartDue(events, 12 * 60 * MINUTE)).toBe(true);
        expect(isRestartDue(events, 12 * 60 * MINUTE - 1)).toBe(attempts < 8);
      }),
    );
  });
});
