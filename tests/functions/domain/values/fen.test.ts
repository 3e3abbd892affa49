import { describe, expect, it } from 'vitest';
import { fen, fenSchema, formatYuan } from '../../../../functions/domain/values/fen.ts';

describe('fen', () => {
  it.each([1.5, -1, Number.NaN, Number.POSITIVE_INFINITY, 100_000_000_001])('refuses %d', (amount) => {
    expect(() => fen(amount)).toThrow(/no amount in fen/);
    expect(fenSchema.safeParse(amount).success).toBe(false);
  });

  it('is shown in yuan without losing a fen', () => {
    expect(formatYuan(107_500)).toBe('1,075元');
    expect(formatYuan(107_505)).toBe('1,075.05元');
    expect(formatYuan(0)).toBe('0元');
    expect(formatYuan(123_456_789)).toBe('1,234,567.89元');
    expect(formatYuan(-50)).toBe('-0.50元');
  });
});
