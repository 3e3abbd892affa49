import type { Principal } from '../authority/principal.ts';
import { mailboxOf } from './receiver.ts';

/** Whose mail a person reads: their own, their unit's, and what goes to the unit's head or supervisors where they are that. */
export function mailboxesOf({ subject, unit, roles }: Principal): readonly string[] {
  return [
    mailboxOf({ kind: 'person', subject }),
    mailboxOf({ kind: 'unit', unit }),
    ...(roles.includes('unit-head') ? [mailboxOf({ kind: 'head', unit })] : []),
    ...(roles.includes('supervisor') ? [mailboxOf({ kind: 'supervisors', unit })] : []),
  ];
}
