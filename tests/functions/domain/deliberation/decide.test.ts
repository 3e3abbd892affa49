import { describe, expect, it } from 'vitest';
import { decideMotion } from '../../../../functions/domain/deliberation/decide.ts';
import type { DeliberationContext } from '../../../../functions/domain/deliberation/decide.ts';
import type { DeliberationDecision } from '../../../../functions/domain/deliberation/decisions.ts';
import { deliberationDesk } from '../../../../functions/domain/deliberation/desks.ts';
import type { Resolution } from '../../../../functions/domain/deliberation/motion.ts';
import { deliberationEventTypes, deliberationTaskKinds } from '../../../../functions/domain/deliberation/vocabulary.ts';
import { civilDate } from '../../../../functions/domain/values/civil-date.ts';
import { unitId } from '../../../../functions/domain/values/ids.ts';
import { dongying } from '../../../../policy/dongying/dongying.ts';
import { bindings } from '../../../../workflows/bindings.ts';
import { machines, placeholdersOf } from '../../../../workflows/index.ts';
import { countedBallot as ballot, motionHead as headOf } from './roster.ts';

const today = civilDate('2026-03-10');
const health = unitId('county-health-370502');
const relief: Resolution = { kind: 'grant-relief', amountFen: 500_000 };

const context = (more: Partial<DeliberationContext> = {}): DeliberationContext => ({
  head: headOf(),
  task: { openedAt: Date.parse('2026-03-09T09:00:00+08:00') },
  deciders: ['p0'],
  hasRulerLeft: false,
  today,
  mechanism: dongying.mechanism,
  units: [health],
  mostRenewed: 1,
  ...more,
});

const items = dongying.mechanism.dossiers.find(({ motion }) => motion === 'reviewer')!.items.map(({ id }) => id);
const complete: DeliberationDecision = {
  kind: 'motion-dossier',
  outcome: 'complete',
  items,
  summary: '困难',
  method: 'circulation',
  proposal: relief,
};

describe('deciding a step of a motion', () => {
  it('puts a dossier to the vote only when every paper on the list is there, and names those that are not', () => {
    expect(decideMotion(complete, context())).toMatchObject({ outcome: 'complete', next: { proposal: relief } });
    expect(decideMotion({ ...complete, items: items.slice(1) }, context())).toMatchObject({
      kind: 'refused',
      code: 'dossier-incomplete',
      text: expect.stringContaining('申请及审核材料'),
    });
  });

  it('puts nothing to the vote that the mechanism may not resolve', () => {
    const beyond: Resolution = { kind: 'grant-relief', amountFen: dongying.mechanism.ceilings[0]!.amountFen + 1 };
    expect(decideMotion({ ...complete, proposal: beyond }, context())).toMatchObject({
      code: 'above-ceiling',
      pointer: '/proposal/amountFen',
    });
  });

  it('answers the case that asked, whatever the end', () => {
    const resolution: DeliberationDecision = { kind: 'motion-resolution', resolution: relief, text: '决议' };
    expect(decideMotion(resolution, context())).toMatchObject({ answer: 'grant:500000' });
    const close: DeliberationDecision = { kind: 'motion-renewal', outcome: 'close', reason: '未通过' };
    expect(decideMotion(close, context())).toMatchObject({
      answer: 'not-carried',
      next: { status: 'not-carried', closedOn: today },
    });
    const back: DeliberationDecision = { kind: 'motion-dossier', outcome: 'return', reason: '不属于' };
    expect(decideMotion(back, context())).toMatchObject({ answer: 'returned', next: { status: 'returned' } });
  });

  it('resolves what was voted on and no more', () => {
    const resolve = (resolution: Resolution) =>
      decideMotion({ kind: 'motion-resolution', resolution, text: '决议' }, context());
    expect(resolve({ kind: 'grant-relief', amountFen: 500_001 })).toMatchObject({ code: 'beyond-proposal' });
    expect(resolve({ kind: 'new-review' })).toMatchObject({ code: 'beyond-proposal' });
    expect(resolve({ kind: 'grant-relief', amountFen: 1 })).toMatchObject({ outcome: 'resolved' });
  });

  it('records whether the members carried it or somebody ruled', () => {
    const resolution: DeliberationDecision = { kind: 'motion-resolution', resolution: relief, text: '决议' };
    const { ruling: _ruling, ...voted } = ballot;
    expect(decideMotion(resolution, context())).toMatchObject({ next: { resolution: { basis: 'chair-ruling' } } });
    expect(decideMotion(resolution, context({ head: headOf({ ballot: voted }) }))).toMatchObject({
      next: { resolution: { basis: 'ballot' } },
    });
  });

  it('takes a ruling from whoever is to rule, or follows them in their seat, and from nobody in their place', () => {
    const ruling: DeliberationDecision = { kind: 'chair-ruling', outcome: 'carried', reason: '理由' };
    expect(decideMotion(ruling, context())).toMatchObject({ event: { type: 'chair-ruled', data: { basis: 'tied' } } });
    expect(decideMotion(ruling, context({ deciders: ['p1'] }))).toMatchObject({ code: 'not-ruler' });
    expect(decideMotion(ruling, context({ deciders: ['p1', 'p0'] }))).toMatchObject({ code: 'not-ruler' });
    expect(decideMotion(ruling, context({ deciders: ['next'], hasRulerLeft: true }))).toMatchObject({
      outcome: 'carried',
    });
  });

  it('renews a motion as often as the pack says, each time with as many meetings as at first', () => {
    const renew: DeliberationDecision = { kind: 'motion-renewal', outcome: 'renew', newFacts: '新情况' };
    expect(decideMotion(renew, context({ head: headOf({ reconvened: 1 }) }))).toMatchObject({
      next: { renewed: 1, reconvened: 0 },
    });
    expect(decideMotion(renew, context({ head: headOf({ renewed: 1 }) }))).toMatchObject({ code: 'renewed-already' });
  });

  it('takes no day of carrying out that lies ahead, or before the work was given', () => {
    const on = (day: string): DeliberationDecision => ({
      kind: 'motion-execution',
      executedOn: civilDate(day),
      note: '已发放',
    });
    expect(decideMotion(on('2026-03-11'), context())).toMatchObject({ code: 'date-in-future' });
    expect(decideMotion(on('2026-03-08'), context())).toMatchObject({ code: 'date-in-future' });
    expect(decideMotion(on('2026-03-10'), context())).toMatchObject({ outcome: 'executed' });
  });
});

describe('what a motion can never do', () => {
  it('has no event of its own that grants, refuses or ends 低保 or 特困, and no door that does', () => {
    const statutory = ['determined', 'refused', 'aid-ended', 'pool-entered', 'county-decision'];
    expect(deliberationEventTypes.filter((type) => statutory.includes(type))).toEqual([]);
    const machine = machines.find(({ name }) => name === 'deliberation')!;
    expect(placeholdersOf(machine.definition).toSorted()).toEqual([
      'ConveneBallot',
      'HumanTask',
      'Partition',
      'TallyBallot',
    ]);
    expect(bindings.ConveneBallot.door).toBe('convene-ballot');
  });

  it('lets nobody claim or decide a ballot: votes alone close it, or the chair, or its last day', () => {
    expect(deliberationDesk('ballot', headOf())).toMatchObject({ roles: [], endsByTime: 'ballot-closed' });
    const others = deliberationTaskKinds.filter((kind) => kind !== 'ballot');
    expect(others.filter((kind) => deliberationDesk(kind, headOf())?.endsByTime !== undefined)).toEqual([]);
  });

  it('asks no department twice: what a referral or a relief waits for is carried out there, and the office sees to it', () => {
    const resolution = { kind: 'assign-department', unit: health, basis: 'ballot' } as const;
    const { motion } = headOf();
    const execution = (head: ReturnType<typeof headOf>) => deliberationDesk('motion-execution', head)?.office;
    expect(execution(headOf({ resolution, motion: { ...motion, kind: 'referral-dispute' } }))).toBe('county');
    expect(execution(headOf({ resolution, motion: { ...motion, kind: 'alert' } }))).toEqual({ unit: health });
    expect(execution(headOf({ resolution }))).toEqual({ unit: health });
    expect(execution(headOf({ resolution: { kind: 'new-review', basis: 'ballot' } }))).toBe('township');
  });

  it('pays relief once, and not where the relief that asked for it pays', () => {
    const resolution = { kind: 'grant-relief', amountFen: 300_000, basis: 'ballot' } as const;
    const carriedOut: DeliberationDecision = { kind: 'motion-execution', executedOn: today, note: '已发放' };
    const paid = (head: ReturnType<typeof headOf>) => {
      const verdict = decideMotion(carriedOut, context({ head }));
      return verdict.kind === 'decided' ? verdict.paid : undefined;
    };
    expect(paid(headOf({ resolution }))).toEqual({ fen: 300_000, on: today });
    expect(paid(headOf({ resolution, paidOn: today }))).toBeUndefined();
    const { motion } = headOf();
    expect(paid(headOf({ resolution, motion: { ...motion, kind: 'large-relief' } }))).toBeUndefined();
    expect(paid(headOf({ resolution: { kind: 'new-review', basis: 'ballot' } }))).toBeUndefined();
  });
});
