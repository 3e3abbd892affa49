import type { CivilDate } from '../values/civil-date.ts';
import { type DueInput, dueDate } from './due-date.ts';
import type { Due, Extension } from './types.ts';

export type ExtensionResult =
  | { readonly kind: 'extended'; readonly extension: Extension; readonly due: Due }
  | {
      readonly kind: 'refused';
      readonly reason: 'no-extension' | 'ground-not-listed' | 'already-extended' | 'expired';
      readonly text: string;
    };

/** The longer total that the law allows: on a listed ground only, once, and before the shorter one has run out. */
export function grantExtension(
  input: DueInput,
  request: { readonly ground: string; readonly on: CivilDate },
): ExtensionResult {
  const { extension } = input.limit;
  if (extension === undefined)
    return { kind: 'refused', reason: 'no-extension', text: `${input.limit.title}依法不可延长` };
  if (!extension.grounds.includes(request.ground))
    return {
      kind: 'refused',
      reason: 'ground-not-listed',
      text: `“${request.ground}”不是法定延长事由,可用事由:${extension.grounds.join('、')}`,
    };
  if (input.extension !== undefined)
    return { kind: 'refused', reason: 'already-extended', text: `${input.limit.title}已延长,不得再次延长` };
  const { due } = dueDate({ ...input, asOf: input.asOf ?? request.on });
  if (request.on > due) return { kind: 'refused', reason: 'expired', text: `期限已于${due}届满,届满后不得延长` };
  const granted = { ground: request.ground, grantedOn: request.on, amount: extension.amount };
  return { kind: 'extended', extension: granted, due: dueDate({ ...input, extension: granted }) };
}
