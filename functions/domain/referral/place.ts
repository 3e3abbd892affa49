import { isLeadVacant } from './conclude.ts';
import { isOpen } from './part.ts';
import type { Part } from './part.ts';

/** Which piece of work a part waits for. */
export type Place = 'acceptance' | 'handling' | 'reassignment' | 'arbitration' | 'mechanism' | 'lead' | 'ended';

export function placeOf(part: Part, parts: readonly Part[]): Place {
  switch (part.state) {
    case 'sent':
    case 'received':
      return 'acceptance';
    case 'accepted':
    case 'in-hand':
      return 'handling';
    case 'returned':
      return 'reassignment';
    case 'disputed':
      return 'arbitration';
    case 'at-mechanism':
      return 'mechanism';
    case 'done':
    case 'withdrawn':
      return part.vacated === true && isLeadVacant(parts) ? 'lead' : 'ended';
  }
}

/** All parts that still wait for work: the open ones, and the one in whose place another must lead. */
export const waitingParts = (parts: readonly Part[]): readonly Part[] =>
  parts.filter((part) => isOpen(part) || placeOf(part, parts) === 'lead');
