import type { MechanismRules } from '../../../policy/mechanism-schema.ts';
import type { MotionKind } from './motion.ts';

/** Papers of the pack's list that the dossier still lacks; empty: the motion can be put to the vote. */
export const missingItems = (
  { dossiers }: Pick<MechanismRules, 'dossiers'>,
  motion: MotionKind,
  items: readonly string[],
): readonly { readonly id: string; readonly title: string }[] =>
  (dossiers.find((dossier) => dossier.motion === motion)?.items ?? []).filter(({ id }) => !items.includes(id));
