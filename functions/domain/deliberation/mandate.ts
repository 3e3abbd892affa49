import type { MechanismRules } from '../../../policy/mechanism-schema.ts';
import { formatYuan } from '../values/fen.ts';
import type { MotionKind, Resolution } from './motion.ts';
import { resolutionKinds } from './motion.ts';

export type MandateFault =
  | { readonly code: 'beyond-mandate'; readonly text: string; readonly pointer: '/kind' }
  | { readonly code: 'above-ceiling'; readonly text: string; readonly pointer: '/amountFen' }
  | { readonly code: 'unknown-unit'; readonly text: string; readonly pointer: '/unit' };

export interface MandateFacts {
  readonly rules: Pick<MechanismRules, 'ceilings' | 'dossiers'>;
  readonly motion: MotionKind;
  /** Units that work may be assigned to: of the motion's county. */
  readonly units: readonly string[];
}

/**
 * Whether the mechanism may resolve so. What the pack does not list for this kind of motion is beyond its mandate, above
 * all everything that would put a family on 低保 or 特困 or end its aid: that takes application, investigation and
 * confirmation (N1 art 28).
 */
export function mandateFault(
  resolution: Resolution | { readonly kind: string },
  { rules, motion, units }: MandateFacts,
): MandateFault | undefined {
  const listed: readonly string[] = rules.dossiers.find(({ motion: kind }) => kind === motion)?.resolutions ?? [];
  if (!isResolution(resolution) || !listed.includes(resolution.kind)) {
    return {
      code: 'beyond-mandate',
      text: '一事一议不能代替法定程序:此类议题的决议只能是政策包列明的事项,认定、停发救助须另行依法办理。',
      pointer: '/kind',
    };
  }
  switch (resolution.kind) {
    case 'grant-relief': {
      const ceiling = rules.ceilings.find((entry) => entry.resolution === 'grant-relief')?.amountFen ?? 0;
      return resolution.amountFen > 0 && resolution.amountFen <= ceiling
        ? undefined
        : {
            code: 'above-ceiling',
            text: `一事一议决议的临时救助金额应大于零且不超过${formatYuan(ceiling)}。`,
            pointer: '/amountFen',
          };
    }
    case 'assign-department':
      return units.includes(resolution.unit)
        ? undefined
        : { code: 'unknown-unit', text: '只能指定本县区的单位承办。', pointer: '/unit' };
    case 'new-review':
      return undefined;
  }
}

const isResolution = (resolution: { readonly kind: string }): resolution is Resolution => {
  const known: readonly string[] = resolutionKinds;
  return known.includes(resolution.kind);
};

/** What was resolved is what was voted on: of the same kind and unit, and no larger sum. */
export function isWithinProposal(resolution: Resolution, proposal: Resolution): boolean {
  if (resolution.kind === 'grant-relief') {
    return proposal.kind === 'grant-relief' && resolution.amountFen <= proposal.amountFen;
  }
  if (resolution.kind === 'assign-department') {
    return proposal.kind === 'assign-department' && resolution.unit === proposal.unit;
  }
  return proposal.kind === resolution.kind;
}
