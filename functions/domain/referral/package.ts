import type { Entitlement, Entitlements, ProposedFor, Tier } from '../../../policy/schema.ts';
import type { HouseholdFacts, MemberFacts } from '../classification/facts.ts';
import { ageOn } from '../values/civil-date.ts';
import type { CivilDate } from '../values/civil-date.ts';

/** What a recognition opens beside the aid itself. */
export interface ProposedItem {
  readonly entitlement: string;
  readonly need: string;
  readonly department: string;
  readonly mandatory: boolean;
}

/**
 * 专项救助 and 其他救助 that the matrix proposes for a family recognised in `tiers`, in one county (6 digits). A fact that is not known proposes
 * nothing: the window asks when it confirms the package with the family.
 */
export function proposedPackage(
  { items }: Entitlements,
  family: {
    readonly tiers: readonly Tier[];
    readonly facts: HouseholdFacts;
    readonly county: string;
    readonly on: CivilDate;
  },
): readonly ProposedItem[] {
  return items
    .filter(
      (item) =>
        isInForce(item, family.on) &&
        family.tiers.some((tier) => isEntitled(item, tier, family.county)) &&
        isCalledFor(item, family.facts, family.on),
    )
    .map(({ id, need, department, mandatory }) => ({ entitlement: id, need, department, mandatory }));
}

/** By the catalogue alone; each department still judges. */
export function isEntitled({ groups, anyone }: Entitlement, tier: Tier, county: string): boolean {
  return (
    anyone === true ||
    groups.some(({ group, counties }) => group === tier && (counties === undefined || counties.includes(county)))
  );
}

const isInForce = ({ from, until }: Entitlement, on: CivilDate): boolean =>
  from <= on && (until === undefined || on <= until);

function isCalledFor({ proposedFor, ages }: Entitlement, { members }: HouseholdFacts, on: CivilDate): boolean {
  const isOfAge = ({ birthDate }: MemberFacts): boolean => {
    if (ages === undefined) return true;
    const age = birthDate === undefined ? undefined : ageOn(birthDate, on);
    return age !== undefined && age >= ages.from && age < ages.until;
  };
  switch (proposedFor) {
    case 'always':
      return true;
    case 'on-need':
      return false;
    case 'no-home':
      return members.length > 0 && members.every(({ assets }) => assets?.homes === 0);
    case 'serious-illness':
    case 'student':
    case 'jobless':
    case 'disabled':
    case 'severely-disabled':
      return members.some((member) => isOfAge(member) && has(proposedFor, member));
  }
}

function has(
  fact: Exclude<ProposedFor, 'always' | 'on-need' | 'no-home'>,
  { seriousIllness, study = 'none', employed, disability }: MemberFacts,
): boolean {
  const grade = disability === undefined || disability.kind === 'none' ? undefined : disability.grade;
  switch (fact) {
    case 'serious-illness':
      return seriousIllness === true;
    case 'student':
      return study !== 'none';
    case 'jobless':
      return employed === false && study === 'none' && grade === undefined;
    case 'disabled':
      return grade !== undefined;
    case 'severely-disabled':
      // 重度残疾: grades 1 and 2 of the certificate.
      return grade === 1 || grade === 2;
  }
}
