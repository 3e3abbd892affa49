import type { Desk, Work } from '../casework/desk.ts';
import type { ReferralHead } from './head.ts';
import { currentAssignment } from './part.ts';
import { isReferralTask } from './vocabulary.ts';
import type { ReferralTaskKind } from './vocabulary.ts';

/** The parts run side by side, so all of their work stands at one stage. */
export const referralWork: Readonly<Record<ReferralTaskKind, Work>> = {
  'referral-triage': { stage: 'Triage', title: '转办研判' },
  'referral-transfer': { stage: 'Transfer', title: '转办移交' },
  'referral-acceptance': { stage: 'Parts', title: '转办签收' },
  'referral-handling': { stage: 'Parts', title: '转办办理反馈' },
  'referral-reassignment': { stage: 'Parts', title: '转办重新分派' },
  'referral-arbitration': { stage: 'Parts', title: '转办争议裁决' },
  'referral-mechanism': { stage: 'Parts', title: '协调机制研究' },
  'referral-lead': { stage: 'Parts', title: '指定主办部门' },
};

export function referralDesk(kind: string, head: ReferralHead, part?: string): Desk | undefined {
  if (!isReferralTask(kind)) return undefined;
  const work = referralWork[kind];
  switch (kind) {
    case 'referral-triage':
      // What the township could not tell goes to the county in the next round.
      return head.round === 1
        ? { ...work, office: 'township', roles: ['window-clerk', 'township-reviewer'] }
        : { ...work, office: 'county', roles: ['county-reviewer'] };
    case 'referral-transfer':
      return { ...work, office: 'township', roles: ['window-clerk'] };
    case 'referral-acceptance':
    case 'referral-handling':
      return departmentDesk(work, head, part);
    case 'referral-reassignment':
      return { ...work, office: 'township', roles: ['window-clerk', 'township-reviewer'] };
    case 'referral-arbitration':
    case 'referral-lead':
      return { ...work, office: 'county', roles: ['county-reviewer'] };
    case 'referral-mechanism':
      return { ...work, office: 'county', roles: [] };
  }
}

/** Civil affairs are a department, too, where the need is theirs. */
function departmentDesk(work: Work, { parts }: ReferralHead, id: string | undefined): Desk | undefined {
  const part = parts.find((one) => one.id === id);
  return part === undefined
    ? undefined
    : { ...work, office: { unit: currentAssignment(part).unit }, roles: ['department-clerk', 'county-reviewer'] };
}
