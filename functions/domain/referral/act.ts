import { currentAssignment, isAssigned, isOpen } from './part.ts';
import type { Part } from './part.ts';
import { arbitrate, nameLead, reassign, referOn, resolve } from './assign.ts';
import type { ActContext, Acted, ReferralAction } from './actions.ts';
import { concluded, endedLast, passLead, withdrawnPart } from './conclude.ts';
import { refuseReferral } from './refusal.ts';
import type { ReferralRefusal } from './refusal.ts';

/**
 * What an act makes of the parts of a referral: pure, and the only place where they change. Whatever becomes of the part, it is
 * in the hands of exactly one unit until it is closed (`ownerOf`).
 */
export function act(parts: readonly Part[], action: ReferralAction, context: ActContext): Acted | ReferralRefusal {
  const part = parts.find(({ id }) => id === action.part);
  if (part === undefined) return refuseReferral('no-such-part', '转办中没有这一事项。', '/part');
  if (!isOpen(part)) return refuseReferral('part-closed', '该事项已经办结或者撤回。');
  const made = actOn(part, action, parts, context);
  if (made.kind === 'refused') return made;
  const next = parts.map((one) => (one.id === part.id ? made.part : one));
  const led = made.lead === undefined ? next : withLead(next, made.lead);
  const { parts: settled, withdrawn } = concluded(led, context.on);
  return { kind: 'acted', parts: passLead(settled, part.id), outcome: made.outcome, withdrawn };
}

const withLead = (parts: readonly Part[], lead: string): readonly Part[] =>
  parts.map((part) => (part.id === lead ? { ...part, lead: true, mandatory: true } : part));

interface MadePart {
  readonly kind: 'made';
  readonly part: Part;
  readonly outcome: string;
  /** The part that leads from now on. */
  readonly lead?: string;
}

function actOn(
  part: Part,
  action: ReferralAction,
  parts: readonly Part[],
  context: ActContext,
): MadePart | ReferralRefusal {
  switch (action.kind) {
    case 'receive':
      return receive(part, context);
    case 'accept':
      return accept(part, context);
    case 'return':
      return returnPart(part, context);
    case 'answer':
      return answer(part, action.result, context);
    case 'refer-on':
      return referOn(part, action.to, context);
    case 'reassign':
      return reassign(part, action.to, context);
    case 'arbitrate':
      return arbitrate(part, action.ruling, context);
    case 'resolve':
      return resolve(part, action.to, context);
    case 'name-lead':
      return nameLead(part, parts);
    case 'withdraw':
      return { kind: 'made', outcome: 'withdrawn', part: withdrawnPart(part, context.on) };
  }
}

/** 签收: whoever takes the work up signs for it; later it is in hand. Harmless where it has been done. */
function receive(part: Part, { on }: ActContext): MadePart | ReferralRefusal {
  if (!isAssigned(part)) return notThere();
  const assignment = currentAssignment(part);
  if (part.state === 'accepted') return { kind: 'made', outcome: 'in-hand', part: { ...part, state: 'in-hand' } };
  if (part.state !== 'sent') return { kind: 'made', outcome: part.state, part };
  return {
    kind: 'made',
    outcome: 'received',
    part: { ...part, state: 'received', assignments: replaceLast(part, { ...assignment, receivedOn: on }) },
  };
}

function accept(part: Part, { on }: ActContext): MadePart | ReferralRefusal {
  if (part.state !== 'sent' && part.state !== 'received') return notThere();
  const assignment = currentAssignment(part);
  return {
    kind: 'made',
    outcome: 'accepted',
    part: {
      ...part,
      state: 'accepted',
      assignments: replaceLast(part, { receivedOn: on, ...assignment, acceptedOn: on }),
    },
  };
}

/** "Not ours": as often as the pack allows to another department, then to the arbiter. */
function returnPart(part: Part, { on, returns }: ActContext): MadePart | ReferralRefusal {
  if (part.state !== 'sent' && part.state !== 'received') return notThere();
  const isAllowed = part.returns < returns;
  const how = isAllowed ? 'returned' : 'disputed';
  return {
    kind: 'made',
    outcome: how,
    part: {
      ...part,
      state: how,
      returns: part.returns + (isAllowed ? 1 : 0),
      assignments: endedLast(part, how, on),
    },
  };
}

function answer(part: Part, result: 'granted' | 'not-eligible', { on }: ActContext): MadePart | ReferralRefusal {
  if (part.state !== 'accepted' && part.state !== 'in-hand') return notThere();
  return {
    kind: 'made',
    outcome: 'answered',
    part: { ...part, state: 'done', result, endedOn: on, assignments: endedLast(part, 'answered', on) },
  };
}

const replaceLast = ({ assignments }: Part, last: Part['assignments'][number]): Part['assignments'] => [
  ...assignments.slice(0, -1),
  last,
];

const notThere = () => refuseReferral('part-not-there', '该事项不在这一环节,不能这样办理。');
