import { describe, expect, it } from 'vitest';
import { anchorFindings } from '../../../../functions/domain/audit/anchor-findings.ts';
import type { AnchorSeen } from '../../../../functions/domain/audit/anchor-findings.ts';
import { addDays, civilDate } from '../../../../functions/domain/values/civil-date.ts';

const MONDAY = civilDate('2026-03-02');
const genuine = (number: number, previous = number === 1 ? '' : `s${number - 1}`): AnchorSeen => ({
  kind: 'genuine',
  number,
  hash: `s${number}`,
  statement: {
    format: 'yimen-anchor/1',
    number,
    day: addDays(MONDAY, number - 1),
    takenAt: number,
    previous,
    covers: 'all',
    entries: 0,
    entriesSha256: '',
    faulty: 0,
  },
});
const forged = (number: number): AnchorSeen => ({ kind: 'forged', number, reason: 'signature' });

describe('the comparison of anchors with each other', () => {
  it('finds nothing in a row of which each continues the one before', () => {
    expect(anchorFindings([genuine(1), genuine(2), genuine(3)])).toEqual([]);
    expect(anchorFindings([])).toEqual([]);
  });

  it('names the ones that are missing, at the beginning and between', () => {
    expect(anchorFindings([genuine(3), genuine(5), genuine(8)])).toEqual([
      { kind: 'anchor-missing', from: 1, to: 2 },
      { kind: 'anchor-missing', from: 4, to: 4 },
      { kind: 'anchor-missing', from: 6, to: 7 },
    ]);
  });

  it('names a forged one, and does not blame the one behind it', () => {
    expect(anchorFindings([genuine(1), forged(2), genuine(3, 's1')])).toEqual([
      { kind: 'anchor-forged', number: 2, reason: 'signature' },
    ]);
  });

  it('names one that is signed and continues another row', () => {
    expect(anchorFindings([genuine(1), genuine(2, 'elsewhere')])).toEqual([
      { kind: 'anchor-forged', number: 2, reason: 'unlinked' },
    ]);
    expect(anchorFindings([genuine(1, 'elsewhere')])).toEqual([
      { kind: 'anchor-forged', number: 1, reason: 'unlinked' },
    ]);
  });

  it('misses the last ones where the house went on recording for more than a day after them', () => {
    const days = (last: string) => ({ first: MONDAY, last: civilDate(last) });
    expect(anchorFindings([genuine(1), genuine(2)], days('2026-03-04'))).toEqual([]);
    expect(anchorFindings([genuine(1), genuine(2)], days('2026-03-05'))).toEqual([{ kind: 'anchor-missing', from: 3 }]);
  });

  it('misses the first one where a house has recorded for days and never anchored', () => {
    expect(anchorFindings([], { first: MONDAY, last: addDays(MONDAY, 1) })).toEqual([]);
    expect(anchorFindings([], { first: MONDAY, last: addDays(MONDAY, 2) })).toEqual([
      { kind: 'anchor-missing', from: 1 },
    ]);
  });
});
