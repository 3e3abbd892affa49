import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideRelief } from '../../../../functions/domain/emergency-relief/decide.ts';
import type { ReliefContext } from '../../../../functions/domain/emergency-relief/decide.ts';
import type { ReliefDecision } from '../../../../functions/domain/emergency-relief/decisions.ts';
import type { ReliefHead } from '../../../../functions/domain/emergency-relief/head.ts';
import { addDays } from '../../../../functions/domain/values/civil-date.ts';
import { dongying } from '../../../../policy/dongying/dongying.ts';
import { caseHead, MONDAY } from '../../../support/case-head.ts';

const { caseId, householdId, area } = caseHead();
const smallSumFen = Number(dongying.settings.find(({ id }) => id === 'relief.township-small-sum')?.value);

const head = (more: Partial<ReliefHead> = {}): ReliefHead => ({
  caseId,
  householdId,
  area,
  procedure: 'emergency-relief',
  status: 'in-progress',
  stage: 'Help',
  round: 1,
  gen: 1,
  version: 1,
  lastSeq: 0,
  lastHash: '',
  acceptedOn: MONDAY,
  recused: [],
  changedAt: 0,
  type: 'emergency',
  persons: [],
  cause: 'fire',
  requestedAt: 0,
  ...more,
});
const context = (more: Partial<ReliefContext> = {}): ReliefContext => ({
  head: head(),
  today: addDays(MONDAY, 1),
  people: ['somebody'],
  smallSumFen,
  ...more,
});
const judge = (decision: ReliefDecision, more: Partial<ReliefContext> = {}) => decideRelief(decision, context(more));
const help = { kind: 'relief-help', outcome: 'help', fen: 100_000, paidOn: MONDAY, reason: '失火' } as const;
const sum = fc.integer({ min: 1, max: 10_000_000 });

describe('a relief', () => {
  it('is never more from a township than its small sum, by whichever way', () => {
    fc.assert(
      fc.property(sum, (fen) => {
        const isSmall = fen <= smallSumFen;
        expect(judge({ ...help, fen }).kind).toBe(isSmall ? 'decided' : 'refused');
        const approval = { kind: 'relief-approval', outcome: 'approve', fen, reason: '' } as const;
        expect(judge(approval).kind).toBe(isSmall ? 'decided' : 'refused');
        const review = judge({ kind: 'relief-review', outcome: 'propose', spendingFen: fen, fen, reason: '' });
        expect(review).toMatchObject({ outcome: isSmall ? 'to-township' : 'to-county' });
        expect(judge({ ...help, kind: 'relief-help-county', fen }).kind).toBe('decided');
      }),
    );
  });

  it('is never paid beyond what was approved, nor where nothing was', () => {
    fc.assert(
      fc.property(sum, sum, (fen, approvedFen) => {
        const payment = { kind: 'relief-payment', fen, paidOn: MONDAY, mode: 'cash' } as const;
        expect(judge(payment)).toMatchObject({ kind: 'refused', code: 'amount-not-approved' });
        const paid = judge(payment, { head: head({ approvedFen }) });
        expect(paid).toMatchObject(
          fen <= approvedFen ? { ends: true, next: { paid: { fen } } } : { kind: 'refused', code: 'above-approved' },
        );
      }),
    );
  });

  it('is not approved by whoever proposed it, also through a substitute', () => {
    const proposed = head({ proposedBy: 'proposer', proposedFen: 1 });
    for (const kind of ['relief-approval', 'relief-approval-county'] as const) {
      for (const outcome of ['approve', 'refuse', 'mechanism'] as const) {
        const decision = { kind, outcome, fen: 1, reason: '' };
        const own = judge(decision, { head: proposed, people: ['substitute', 'proposer'] });
        expect(own).toMatchObject({ kind: 'refused', code: 'own-proposal' });
        expect(judge(decision, { head: proposed }).kind).toBe('decided');
      }
    }
  });

  it('was paid between the day it was asked for and today', () => {
    for (const [paidOn, kind] of [
      [addDays(MONDAY, -1), 'refused'],
      [MONDAY, 'decided'],
      [addDays(MONDAY, 1), 'decided'],
      [addDays(MONDAY, 2), 'refused'],
    ] as const) {
      expect(judge({ ...help, paidOn }).kind).toBe(kind);
    }
    expect(judge({ kind: 'relief-help', outcome: 'help', fen: 1, reason: '' })).toMatchObject({
      code: 'payment-date-unsound',
    });
  });

  it('says what is missing: a sum, a second signature', () => {
    const { fen: _fen, ...without } = help;
    expect(judge(without)).toMatchObject({ code: 'amount-missing', pointer: '/fen' });
    const papers = { kind: 'relief-papers', signatures: ['甲', '甲'], record: '已补记' } as const;
    expect(judge(papers)).toMatchObject({ code: 'signatures-missing', pointer: '/signatures' });
    expect(judge({ ...papers, signatures: ['甲', '乙'] })).toMatchObject({ ends: true, next: { status: 'granted' } });
  });

  it('goes up once and not further', () => {
    const up = { outcome: 'pass-up', reason: '数额较大' } as const;
    expect(judge({ kind: 'relief-help', ...up })).toMatchObject({ outcome: 'passed-up', ends: false });
    expect(judge({ kind: 'relief-help-county', ...up }).kind).toBe('refused');
  });
});
