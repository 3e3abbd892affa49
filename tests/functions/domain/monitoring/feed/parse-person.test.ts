import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idPartsOf, parseFeedPerson } from '../../../../../functions/domain/monitoring/feed/parse-person.ts';
import { fictitiousIdNumber } from '../../../../../local/demo/people.ts';

const number = fictitiousIdNumber('1980-01-02', 10);
const anyNumber = fc.integer({ min: 0, max: 990_000 }).map((sequence) => fictitiousIdNumber('1980-01-02', sequence));

describe('parseFeedPerson', () => {
  it.each([
    number,
    ` ${number}\t`,
    `'${number}`,
    `${number.slice(0, 6)} ${number.slice(6)}`,
    number.toLowerCase(),
    `${number.slice(0, 6)}${number.slice(8, 17)}`,
  ])('knows the person of “%s”', (text) => {
    expect(parseFeedPerson(text)).toMatchObject({ kind: 'known', number, birthDate: '1980-01-02' });
  });

  it('keeps a number with one wrong digit as damaged, and says what is wrong', () => {
    fc.assert(
      fc.property(anyNumber, fc.nat(16), fc.integer({ min: 1, max: 9 }), (sound, at, by) => {
        const wrong = `${sound.slice(0, at)}${(Number(sound[at]) + by) % 10}${sound.slice(at + 1)}`;
        const person = parseFeedPerson(wrong);
        expect(person).toMatchObject({ kind: 'damaged', raw: wrong });
      }),
    );
  });

  it.each(['3.70502E+17', '3.70502198001011E+17'])('says that %s was spoilt by a spreadsheet', (text) => {
    expect(parseFeedPerson(text)).toMatchObject({ kind: 'unreadable', reason: expect.stringContaining('电子表格') });
    expect(parseFeedPerson({ kind: 'number', text })).toMatchObject({ kind: 'unreadable' });
  });

  it('believes a spreadsheet’s number of fifteen digits and no longer one', () => {
    const old = `${number.slice(0, 6)}${number.slice(8, 17)}`;
    expect(parseFeedPerson({ kind: 'number', text: old })).toMatchObject({ kind: 'known', number });
    expect(parseFeedPerson({ kind: 'number', text: `${number.slice(0, 17)}0` })).toMatchObject({ kind: 'unreadable' });
  });

  it.each(['', '无', '12345678901', 'x'.repeat(40), '1'.repeat(40)])('can make nothing of “%s”', (text) => {
    expect(parseFeedPerson(text).kind).toBe('unreadable');
  });
});

describe('idPartsOf', () => {
  it('shares at least one of area and sequence, and the birth or both others, with the right number', () => {
    fc.assert(
      fc.property(anyNumber, fc.nat(17), (sound, at) => {
        const parts = idPartsOf(sound);
        const missing = idPartsOf(sound.slice(0, at) + sound.slice(at + 1));
        const same = [missing.area === parts.area, missing.birth === parts.birth, missing.serial === parts.serial];
        expect(same.filter(Boolean).length).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  it('takes the old form for the same person', () => {
    expect(idPartsOf(`${number.slice(0, 6)}${number.slice(8, 17)}`)).toEqual(idPartsOf(number));
  });
});
