import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duplicateCandidates } from '../../../../functions/domain/household/duplicates.ts';
import type { KnownPerson } from '../../../../functions/domain/household/duplicates.ts';
import { editDistance } from '../../../../functions/domain/household/edit-distance.ts';

const known = (more: Partial<KnownPerson> = {}): KnownPerson => ({
  person: 'p1',
  household: 'h1',
  name: '张建国',
  idNumber: '370599196203131238',
  address: '大杨村12号',
  ...more,
});

describe('who may stand in the register twice', () => {
  it('is found by name, birth date and address under another number, with the reasons', () => {
    const twice = known({ person: 'p2', household: 'h2', idNumber: '370523196203130015', address: '大杨村 12 号' });
    expect(duplicateCandidates([known(), twice])).toEqual([
      { persons: ['p1', 'p2'], households: ['h1', 'h2'], reasons: ['姓名相同', '出生日期相同', '住址相同'] },
    ]);
  });

  it('is found by a name that differs in one character, and a birth date that differs by a slip', () => {
    const variant = known({ person: 'p2', name: '张健国', idNumber: '370599196203311256' });
    expect(duplicateCandidates([known(), variant])).toMatchObject([
      { reasons: ['姓名相差一字', '出生日期相差一位', '住址相同'] },
    ]);
    expect(duplicateCandidates([known(), known({ ...variant, address: '小张村3号' })])).toEqual([]);
  });

  it('is no relative, no namesake elsewhere, and nobody with themselves', () => {
    const sister = known({ person: 'p2', name: '张秀英', idNumber: '370599196203131256' });
    const father = known({ person: 'p4', name: '张建军', idNumber: '370599193511020417' });
    const namesake = known({ person: 'p3', address: '小张村3号' });
    expect(duplicateCandidates([known(), sister, father, namesake, known()])).toEqual([]);
  });

  it('is the same whatever the order', () => {
    const person = fc.record({
      person: fc.constantFrom('p1', 'p2', 'p3', 'p4'),
      household: fc.constantFrom('h1', 'h2'),
      name: fc.constantFrom('张建国', '张健国', '李秀英'),
      idNumber: fc.constantFrom('370599196203131238', '370599196203131256', '370599196203131318', '370599198811020417'),
      address: fc.constantFrom('大杨村12号', '小张村3号', ''),
    });
    const people = fc.uniqueArray(person, { selector: (one) => one.person, maxLength: 4 });
    fc.assert(
      fc.property(
        people.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          expect(duplicateCandidates(shuffled)).toEqual(duplicateCandidates(list));
        },
      ),
    );
  });
});

describe('the distance of two texts', () => {
  const text = fc.string({ unit: fc.constantFrom('1', '2', '3'), maxLength: 6 });

  it('is a distance: nothing to itself, the same both ways, and a limit that is kept', () => {
    fc.assert(
      fc.property(text, text, fc.integer({ min: 0, max: 3 }), (a, b, most) => {
        expect(editDistance(a, a, most)).toBe(0);
        expect(editDistance(a, b, most)).toBe(editDistance(b, a, most));
        expect(editDistance(a, b, most)).toBe(Math.min(editDistance(a, b, 10), most + 1));
      }),
    );
  });

  it('counts one for a wrong, a missing and an exchanged character', () => {
    expect(editDistance('1234', '1254', 3)).toBe(1);
    expect(editDistance('1234', '124', 3)).toBe(1);
    expect(editDistance('1234', '1324', 3)).toBe(1);
    expect(editDistance('1234', '4321', 2)).toBe(3);
  });
});
