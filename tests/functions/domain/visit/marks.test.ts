import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findingOf, joinMark, MOST_MARKS } from '../../../../functions/domain/visit/marks.ts';
import type { VisitMark } from '../../../../functions/domain/visit/marks.ts';
import { visitFindings } from '../../../../functions/domain/visit/vocabulary.ts';

const mark = fc
  .record({
    recordId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f').map((id) => `record-${id}`),
    visitedAt: fc.integer({ min: 0, max: 3 }),
    finding: fc.option(fc.constantFrom(...visitFindings), { nil: undefined }),
  })
  .map(({ recordId, visitedAt, finding }): VisitMark => ({
    recordId,
    // The same id always means the same content here; what differs is tested by itself.
    hash: recordId,
    visitedAt,
    presence: finding === undefined ? 'not-at-home' : 'met',
    ...(finding === undefined ? {} : { finding }),
  }));
const records = fc.uniqueArray(mark, { selector: ({ recordId }) => recordId, maxLength: 6 });

const all = (marks: readonly VisitMark[]) =>
  marks.reduce<readonly VisitMark[]>((before, next) => {
    const joined = joinMark(before, next);
    return joined.kind === 'added' ? joined.marks : before;
  }, []);

describe('the records of a visit', () => {
  it('come to the same in any order, late and as often as they are sent', () => {
    fc.assert(
      fc.property(
        records.chain((marks) =>
          fc.tuple(
            fc.constant(marks),
            fc.shuffledSubarray(marks, { minLength: marks.length }),
            fc.array(fc.constantFrom(...(marks.length === 0 ? [undefined] : marks)), { maxLength: 5 }),
          ),
        ),
        ([marks, shuffled, again]) => {
          const sent = [...shuffled, ...again.filter((one) => one !== undefined)];
          expect(all(sent)).toEqual(all(marks));
          expect(findingOf(all(sent))).toBe(findingOf(marks));
        },
      ),
    );
  });

  it('never lose a finding to a weaker one', () => {
    fc.assert(
      fc.property(records, mark, (marks, more) => {
        const rank = (of: readonly VisitMark[]) => {
          const finding = findingOf(of);
          return finding === undefined ? visitFindings.length : visitFindings.indexOf(finding);
        };
        expect(rank(all([...marks, more]))).toBeLessThanOrEqual(rank(all(marks)));
      }),
    );
  });

  it('refuse another content under a known id, and more than a head can hold', () => {
    const one: VisitMark = { recordId: 'r', hash: '1', visitedAt: 0, presence: 'refused' };
    expect(joinMark([one], { ...one, hash: '2' })).toEqual({ kind: 'differs' });
    expect(joinMark([one], one)).toEqual({ kind: 'known' });
    const full = Array.from({ length: MOST_MARKS }, (_, index) => ({ ...one, recordId: `r${index}` }));
    expect(joinMark(full, { ...one, recordId: 'more' })).toEqual({ kind: 'full' });
  });
});
