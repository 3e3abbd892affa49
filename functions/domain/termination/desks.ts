import type { Desk, Work } from '../casework/desk.ts';
import type { Role } from '../authority/principal.ts';
import type { TerminationHead } from './head.ts';
import type { TerminationTaskKind } from './vocabulary.ts';

export const terminationWork: Readonly<Record<TerminationTaskKind, Work>> = {
  'termination-check': { stage: 'CheckAid', title: '核查救助资格' },
  'termination-notice': { stage: 'TerminationNotice', title: '终止公示' },
  'termination-objection': { stage: 'ReviewTerminationObjection', title: '终止公示异议复查' },
  'termination-reasons': { stage: 'TellReasons', title: '告知终止(减发)理由' },
  'termination-answer': { stage: 'AwaitAnswer', title: '记录当事人陈述' },
  'termination-confirmation': { stage: 'ConfirmEnd', title: '终止救助确认' },
  'change-confirmation': { stage: 'ConfirmChange', title: '调整救助金额确认' },
  'termination-letter': { stage: 'DeliverDecision', title: '送达终止(调整)救助决定书' },
  'next-tier-offer': { stage: 'OfferNextTier', title: '征求转入下一类别救助的意愿' },
};

/** Who does what when aid is looked at again. The check is the township's, or the department's that the case names. */
export function terminationDesk(
  kind: string,
  head: Pick<TerminationHead, 'department' | 'delegated'>,
): Desk | undefined {
  if (!isKind(kind)) return undefined;
  const work = terminationWork[kind];
  const township = (...roles: readonly Role[]): Desk => ({ ...work, office: 'township', roles });
  switch (kind) {
    case 'termination-check':
      return head.department === undefined
        ? township('township-reviewer', 'window-clerk')
        : { ...work, office: { unit: head.department }, roles: ['department-clerk'] };
    case 'termination-notice':
      return { ...township(), endsByTime: 'termination-notice-ended' };
    case 'termination-objection':
      return township('township-reviewer');
    case 'termination-reasons':
    case 'termination-answer':
      return township('window-clerk', 'township-reviewer');
    case 'termination-confirmation':
    case 'change-confirmation':
      return head.delegated ? township('township-reviewer') : { ...work, office: 'county', roles: ['county-reviewer'] };
    case 'termination-letter':
    case 'next-tier-offer':
      return township('window-clerk');
  }
}

const isKind = (kind: string): kind is TerminationTaskKind => Object.hasOwn(terminationWork, kind);
