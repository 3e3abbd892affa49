import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFeedYuan } from '../../../../../functions/domain/monitoring/feed/parse-yuan.ts';
import { formatYuan } from '../../../../../functions/domain/values/fen.ts';

const anyFen = fc.integer({ min: -900_000_000_000_000, max: 900_000_000_000_000 });
const plain = (fen: number) =>
  `${fen < 0 ? '-' : ''}${Math.floor(Math.abs(fen) / 100)}.${String(Math.abs(fen) % 100).padStart(2, '0')}`;

describe('parseFeedYuan', () => {
  it('gives back every sum to the fen, with and without separators', () => {
    fc.assert(
      fc.property(anyFen, (fen) => {
        expect(parseFeedYuan(formatYuan(fen))).toBe(fen);
        expect(parseFeedYuan(plain(fen))).toBe(fen);
        expect(parseFeedYuan(`${plain(fen)}00`)).toBe(fen);
      }),
    );
  });

  it('undoes the binary fraction in which a spreadsheet keeps a sum', () => {
    fc.assert(
      fc.property(fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }), (fen) => {
        // As spreadsheets write it: seventeen digits of the double.
        const text = (fen / 100).toPrecision(17);
        fc.pre(!text.includes('e'));
        expect(parseFeedYuan({ kind: 'number', text })).toBe(fen);
      }),
    );
    expect(parseFeedYuan({ kind: 'number', text: '1234.5599999999999' })).toBe(123_456);
    expect(parseFeedYuan({ kind: 'number', text: '1.2E+3' })).toBe(120_000);
  });

  it.each([
    ['¥1,234.50', 123_450],
    ['¥1,234.5元', 123_450],
    ['12', 1_200],
    ['-3.05', -305],
    ['0', 0],
    ['-0.00', 0],
  ])('reads %s as %d fen', (text, fen) => {
    expect(parseFeedYuan(text)).toBe(fen);
  });

  it.each([
    '',
    '1.234',
    '1,23',
    '12,34.5',
    '1e3',
    '三百',
    '1.2万',
    '--1',
    '1.',
    '.5',
    '0x10',
    'NaN',
    '99999999999999999',
  ])('finds no sum in “%s”', (text) => {
    expect(parseFeedYuan(text)).toBeUndefined();
  });
});
