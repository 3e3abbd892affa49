import type { Findings, HouseholdFacts, MemberFacts } from './facts.ts';

/** Findings over declared facts; a member whom nobody declared is added when the finding says who it is to the applicant. */
export function applyFindings(facts: HouseholdFacts, findings: Findings): HouseholdFacts {
  const { members: found = [], ...household } = findings;
  const known = new Set<string>(facts.members.map((member) => member.memberId));
  const corrected = facts.members.map((member) =>
    found
      .filter((finding) => finding.memberId === member.memberId)
      .reduce<MemberFacts>((sum, finding) => ({ ...sum, ...finding }), member),
  );
  const added = found.flatMap((finding) =>
    known.has(finding.memberId) || finding.relation === undefined ? [] : [{ ...finding, relation: finding.relation }],
  );
  return { ...facts, ...household, members: [...corrected, ...added] };
}
