import { describe, expect, it } from 'vitest';
import { missingItems } from '../../../../functions/domain/deliberation/dossier.ts';
import { isWithinProposal, mandateFault } from '../../../../functions/domain/deliberation/mandate.ts';
import { answerOf, motionKinds, resolutionKinds } from '../../../../functions/domain/deliberation/motion.ts';
import type { MotionKind, Resolution } from '../../../../functions/domain/deliberation/motion.ts';
import { tierSchema } from '../../../../policy/vocabulary.ts';
import { dongying } from '../../../../policy/dongying/dongying.ts';
import { unitId } from '../../../../functions/domain/values/ids.ts';

const rules = dongying.mechanism;
const health = unitId('county-health-370502');
const faultOf = (resolution: Resolution | { readonly kind: string }, motion: MotionKind = 'reviewer') =>
  mandateFault(resolution, { rules, motion, units: [health] })?.code;

const ceiling = rules.ceilings[0]!.amountFen;

describe('the mandate of a resolution', () => {
  it('holds relief up to the ceiling, a department of the county, and a new review', () => {
    expect(faultOf({ kind: 'grant-relief', amountFen: ceiling })).toBeUndefined();
    expect(faultOf({ kind: 'grant-relief', amountFen: ceiling + 1 })).toBe('above-ceiling');
    expect(faultOf({ kind: 'grant-relief', amountFen: 0 })).toBe('above-ceiling');
    expect(faultOf({ kind: 'assign-department', unit: health })).toBeUndefined();
    expect(faultOf({ kind: 'assign-department', unit: unitId('county-health-370522') })).toBe('unknown-unit');
    expect(faultOf({ kind: 'new-review' })).toBeUndefined();
  });

  it('holds nothing that would put a family on any tier or end its aid, whatever it is called', () => {
    const statutory = ['determine', 'determined', 'confirm', 'end-aid', 'terminate', 'refuse', ...tierSchema.options];
    for (const motion of motionKinds) {
      for (const kind of [...statutory, ...statutory.map((name) => `grant-${name}`)]) {
        expect(faultOf({ kind }, motion)).toBe('beyond-mandate');
      }
    }
    expect(resolutionKinds).toEqual(['grant-relief', 'assign-department', 'new-review']);
  });

  it('holds for each kind of motion only what the pack lists for it', () => {
    expect(faultOf({ kind: 'grant-relief', amountFen: 100 }, 'referral-dispute')).toBe('beyond-mandate');
    expect(faultOf({ kind: 'assign-department', unit: health }, 'referral-dispute')).toBeUndefined();
    expect(faultOf({ kind: 'assign-department', unit: health }, 'large-relief')).toBe('beyond-mandate');
  });

  it('is never more than what was voted on', () => {
    const relief = (amountFen: number): Resolution => ({ kind: 'grant-relief', amountFen });
    const assigned = (unit: string): Resolution => ({ kind: 'assign-department', unit: unitId(unit) });
    expect(isWithinProposal(relief(900), relief(1000))).toBe(true);
    expect(isWithinProposal(relief(1001), relief(1000))).toBe(false);
    expect(isWithinProposal(relief(1), { kind: 'new-review' })).toBe(false);
    expect(isWithinProposal(assigned('a-unit'), assigned('b-unit'))).toBe(false);
    expect(isWithinProposal(assigned('a-unit'), assigned('a-unit'))).toBe(true);
    expect(isWithinProposal({ kind: 'new-review' }, relief(1))).toBe(false);
  });

  it('answers the case that asked in words that its procedure can tell apart', () => {
    expect(answerOf({ kind: 'grant-relief', amountFen: 500_000 })).toBe('grant:500000');
    expect(answerOf({ kind: 'assign-department', unit: health })).toBe('assign:county-health-370502');
    expect(answerOf({ kind: 'new-review' })).toBe('new-review');
  });
});

describe('a dossier', () => {
  it('lacks what the pack lists for the kind of motion and was not entered', () => {
    for (const { motion, items } of rules.dossiers) {
      expect(missingItems(rules, motion, [])).toEqual(items);
      expect(
        missingItems(
          rules,
          motion,
          items.map(({ id }) => id),
        ),
      ).toEqual([]);
    }
    expect(missingItems(rules, 'alert', ['visit-record']).map(({ id }) => id)).toEqual([
      'alert-record',
      'hardship-statement',
    ]);
  });
});
