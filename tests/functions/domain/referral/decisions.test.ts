import { describe, expect, it } from 'vitest';
import { actionOf } from '../../../../functions/domain/referral/action-of.ts';
import type { ReferralDecision } from '../../../../functions/domain/referral/decisions.ts';
import { departmentUnit, planParts } from '../../../../functions/domain/referral/plan-parts.ts';
import { unitId } from '../../../../functions/domain/values/ids.ts';
import { dongying } from '../../../../policy/dongying/dongying.ts';
import { education, housing, medical } from './parts.ts';

type PartDecision = Exclude<ReferralDecision, { kind: 'referral-triage' | 'referral-transfer' }>;

describe('actionOf', () => {
  it.each<[string, PartDecision, object]>([
    [
      'a return without a reason',
      { kind: 'referral-acceptance', outcome: 'return' },
      { code: 'return-reason-missing', pointer: '/reason' },
    ],
    [
      'a referral on to nobody',
      { kind: 'referral-handling', result: 'referred-on', reason: '属住建职责' },
      { code: 'department-missing', pointer: '/unit' },
    ],
    [
      'an amount without a grant',
      { kind: 'referral-handling', result: 'not-eligible', reason: '收入超标', fen: 100 },
      { code: 'amount-without-grant', pointer: '/fen' },
    ],
    [
      'a ruling that assigns to nobody',
      { kind: 'referral-arbitration', outcome: 'assign', reason: '属其职责' },
      { code: 'department-missing' },
    ],
    [
      'a reassignment to what is no unit',
      { kind: 'referral-reassignment', unit: 'Bureau of Magic', reason: '属其职责' },
      { code: 'no-such-department' },
    ],
  ])('refuses %s', (_name, decision, refusal) => {
    expect(actionOf(decision, 'p1')).toMatchObject({ kind: 'refused', ...refusal });
  });

  it.each<[PartDecision, object]>([
    [{ kind: 'referral-acceptance', outcome: 'return', reason: '非本部门职责' }, { kind: 'return' }],
    [{ kind: 'referral-handling', result: 'granted', reason: '减免', fen: 80_000 }, { kind: 'answer' }],
    [{ kind: 'referral-arbitration', outcome: 'dismiss', reason: '无主管部门' }, { ruling: { kind: 'dismiss' } }],
    [
      { kind: 'referral-lead', part: 'p3', reason: '牵头' },
      { kind: 'name-lead', part: 'p3' },
    ],
  ])('reads %j', (decision, action) => {
    expect(actionOf(decision, 'p1')).toMatchObject(action);
  });
});

describe('planParts', () => {
  const departments = [medical, education, housing, unitId('county-disabled-federation-370502')];
  const matrix = { entitlements: dongying.entitlements, county: '370502', departments };
  const plan = (...wanted: Parameters<typeof planParts>[0]) => planParts(wanted, matrix);

  it('takes department and duty to answer from the matrix', () => {
    expect(plan({ need: 'medical' }, { need: 'disability', entitlement: 'accessible-home' })).toEqual({
      kind: 'planned',
      parts: [
        { need: 'medical', unit: medical, mandatory: true },
        {
          need: 'disability',
          entitlement: 'accessible-home',
          unit: departmentUnit('disabled-federation', '370502'),
          mandatory: false,
        },
      ],
    });
  });

  it('lets the window name another department of the county', () => {
    expect(plan({ need: 'medical', unit: housing })).toMatchObject({ parts: [{ unit: housing }] });
  });

  it.each<[string, Parameters<typeof planParts>[0], object]>([
    ['a need that nobody answers for', [{ need: 'wealth' }], { code: 'no-such-need', pointer: '/parts/0/need' }],
    [
      'an item of another need',
      [{ need: 'education' }, { need: 'medical', entitlement: 'education-aid' }],
      { code: 'no-such-entitlement', pointer: '/parts/1/entitlement' },
    ],
    [
      'a department of another county',
      [{ need: 'medical', unit: 'county-medical-security-370503' }],
      { code: 'no-such-department', pointer: '/parts/0/unit' },
    ],
    ['one part twice', [{ need: 'medical' }, { need: 'medical' }], { code: 'part-twice' }],
    ['no need at all', [], { code: 'no-parts' }],
    [
      'more parts than can be carried',
      Array.from({ length: 13 }, () => ({ need: 'medical' })),
      { code: 'too-many-parts' },
    ],
  ])('refuses %s', (_name, wanted, refusal) => {
    expect(planParts(wanted, matrix)).toMatchObject({ kind: 'refused', ...refusal });
  });
});
