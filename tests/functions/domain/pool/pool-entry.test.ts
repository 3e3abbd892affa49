import { describe, expect, it } from 'vitest';
import { isInPool, nextYearlyLook, poolEntry } from '../../../../functions/domain/pool/pool-entry.ts';
import { addDays, civilDate, startOfDay } from '../../../../functions/domain/values/civil-date.ts';
import { personId } from '../../../../functions/domain/values/ids.ts';
import { dongying } from '../../../../policy/dongying/dongying.ts';

const d = civilDate;
const limit = dongying.limits.find((candidate) => candidate.id === 'any.pool')!;
const candidate = (since: string, more: object = {}) => ({
  person: personId('h1:abc'),
  ground: 'exited-dibao' as const,
  since: d(since),
  recognised: false,
  deceased: false,
  ...more,
});
const entryOf = (since: string, more: object = {}) => {
  const result = poolEntry(candidate(since, more), limit);
  if (result.kind !== 'entry') throw new Error('no entry');
  return result.entry;
};

describe('poolEntry', () => {
  it.each([
    ['2024-09-01', '2026-09-01'],
    ['2024-02-29', '2026-02-28'],
    ['2026-02-28', '2028-02-28'],
  ])('releases an exit of %s at 00:00 of %s', (since, until) => {
    const entry = entryOf(since);
    expect(entry).toMatchObject({ until, lookAt: startOfDay(d(until)) });
    expect(isInPool(entry, d(since))).toBe(true);
    expect(isInPool(entry, addDays(d(until), -1))).toBe(true);
    expect(isInPool(entry, d(until))).toBe(false);
    expect(isInPool(entry, addDays(d(since), -1))).toBe(false);
  });

  it('keeps refused applicants without an end, with a yearly look', () => {
    const entry = entryOf('2024-02-29', { ground: 'refused' });
    expect(entry).not.toHaveProperty('until');
    expect(entry.lookAt).toBe(startOfDay(d('2025-02-28')));
    expect(isInPool(entry, d('2050-01-01'))).toBe(true);
    expect(nextYearlyLook(entry, d('2024-02-29'))).toBe('2025-02-28');
    expect(nextYearlyLook(entry, d('2025-02-28'))).toBe('2026-02-28');
    expect(nextYearlyLook(entry, d('2027-03-01'))).toBe('2028-02-29');
  });

  it('takes in nobody who died or was recognised at another tier', () => {
    expect(poolEntry(candidate('2026-01-01', { deceased: true }), limit)).toEqual({
      kind: 'no-entry',
      because: 'deceased',
    });
    expect(poolEntry(candidate('2026-01-01', { recognised: true }), limit)).toEqual({
      kind: 'no-entry',
      because: 'recognised',
    });
  });
});
