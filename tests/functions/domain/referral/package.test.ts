import { describe, expect, it } from 'vitest';
import { proposedPackage } from '../../../../functions/domain/referral/package.ts';
import type { HouseholdFacts } from '../../../../functions/domain/classification/facts.ts';
import { civilDate } from '../../../../functions/domain/values/civil-date.ts';
import { dongying } from '../../../../policy/dongying/dongying.ts';
import type { Tier } from '../../../../policy/schema.ts';
import { member, noAssets, severe, urban } from '../classification/household.ts';

const on = civilDate('2026-11-23');
const proposed = (tiers: readonly Tier[], facts: HouseholdFacts, county = '370502') =>
  proposedPackage(dongying.entitlements, { tiers, facts, county, on }).map(({ entitlement }) => entitlement);

describe('proposedPackage', () => {
  it('proposes what every family of the tier gets, and nothing for which somebody must first name a need', () => {
    expect(proposed(['dibao'], urban(member(1)))).toEqual(['insurance-premium', 'heating-allowance']);
  });

  it('proposes by the family’s facts: illness, school, no home, no work, disability', () => {
    const family = urban(
      member(1, { seriousIllness: true, employed: false, assets: { ...noAssets, homes: 0 } }),
      member(2, { study: 'compulsory', birthDate: civilDate('2015-03-01') }),
      member(3, { disability: severe, birthDate: civilDate('2022-01-01') }),
    );
    expect(proposed(['dibao'], family)).toEqual([
      'insurance-premium',
      'medical-aid',
      'education-aid',
      'public-rental',
      'employment-aid',
      'disability-living',
      'child-rehabilitation',
      'accessible-home',
      'heating-allowance',
    ]);
  });

  it('takes the age from the member whom the fact concerns', () => {
    expect(proposed(['dibao'], urban(member(1, { disability: severe })))).not.toContain('child-rehabilitation');
    const old = urban(member(1, { employed: false, birthDate: civilDate('1966-11-23') }));
    expect(proposed(['dibao'], old)).not.toContain('employment-aid');
  });

  it('opens to marginal families only where the county has extended it', () => {
    const family = urban(member(1, { disability: severe }));
    expect(proposed(['dibao-marginal'], family)).toContain('disability-living');
    expect(proposed(['dibao-marginal'], family, '370503')).not.toContain('disability-living');
    expect(proposed(['dibao'], family, '370503')).toContain('disability-living');
  });

  it('proposes nothing on a fact that nobody knows yet', () => {
    const unknown: HouseholdFacts = { members: [{ memberId: member(1).memberId, relation: 'applicant' }] };
    expect(proposed(['destitute'], unknown, '370503')).toEqual(['insurance-premium']);
  });
});
