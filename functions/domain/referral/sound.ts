import { isComplete } from './conclude.ts';
import { isAssigned, isOpen, ownerOf } from './part.ts';
import type { Offices, Part } from './part.ts';

/** What must hold of a referral whatever was done to it; each fault names the part and what is wrong. Empty: sound. */
export function faultsOf(parts: readonly Part[], offices: Offices, returns: number): readonly string[] {
  const faults = parts.flatMap((part) => partFaults(part, offices, returns));
  if (parts.filter(({ lead }) => lead).length > 1) faults.push('two parts lead');
  if (isComplete(parts) && parts.some(isOpen)) faults.push('complete, and a part is still open');
  return faults;
}

function partFaults(part: Part, offices: Offices, returns: number): string[] {
  const { id, assignments, state, result } = part;
  const faults: string[] = [];
  const running = assignments.filter(({ ended }) => ended === undefined);
  if (isAssigned(part) ? running.length !== 1 || running[0] !== assignments.at(-1) : running.length > 0) {
    faults.push(`${id}: ${running.length} departments have it in state ${state}`);
  }
  if ((ownerOf(part, offices) === undefined) === isOpen(part)) faults.push(`${id}: nobody has it in state ${state}`);
  if (part.returns > returns) faults.push(`${id}: returned ${part.returns} times`);
  if ((state === 'done') !== (result !== undefined))
    faults.push(`${id}: state ${state} with result ${result ?? 'none'}`);
  if (part.lead && !part.mandatory) faults.push(`${id}: leads and is optional`);
  return faults;
}
