import { isOf } from '../../domain/casework/head.ts';
import type { CaseChange, Cases } from '../../ports/cases.ts';

/** Counts, in the write by which people judge an alert of the scan, whether its indicator was right. */
export function withJudgement(cases: Cases): Cases {
  return {
    ...cases,
    commit(change) {
      const judged = judgedBy(change);
      return cases.commit(judged === undefined ? change : { ...change, judged });
    },
  };
}

/** Undefined where the write judges nothing, or judges again. */
function judgedBy({ head, next }: CaseChange): CaseChange['judged'] {
  if (!isOf(head, 'alert') || head.indicator === undefined || head.isFounded !== undefined) return undefined;
  const isFounded =
    'isFounded' in next ? next.isFounded : 'outcome' in next && next.outcome === 'unfounded' ? false : undefined;
  return isFounded === undefined ? undefined : { indicator: head.indicator, isFounded };
}
