import type { CivilDate } from '../values/civil-date.ts';
import type { UnitId } from '../values/ids.ts';
import type { Part } from './part.ts';
import { refuseReferral } from './refusal.ts';
import type { ReferralRefusal } from './refusal.ts';

/** A part before it is sent. */
export interface PlannedPart {
  readonly need: string;
  readonly entitlement?: string;
  readonly unit: UnitId;
  readonly mandatory: boolean;
  /** Asked to lead; where nobody is, the first mandatory part does. */
  readonly lead?: boolean;
}

/** More parts than a family has needs are a mistake; the workflow carries them all side by side. */
const MOST_PARTS = 12;

/** Sends each part to its department. The part that leads must be answered. */
export function formParts(planned: readonly PlannedPart[], on: CivilDate): readonly Part[] {
  const leader = leaderOf(planned);
  return planned.map(({ need, entitlement, unit, mandatory }, index) => ({
    id: `p${index + 1}`,
    need,
    ...(entitlement === undefined ? {} : { entitlement }),
    mandatory: mandatory || index === leader,
    lead: index === leader,
    state: 'sent',
    round: 1,
    returns: 0,
    mechanism: false,
    assignments: [{ unit, sentOn: on }],
  }));
}

function leaderOf(planned: readonly PlannedPart[]): number {
  const asked = planned.findIndex(({ lead }) => lead === true);
  return asked >= 0
    ? asked
    : Math.max(
        0,
        planned.findIndex(({ mandatory }) => mandatory),
      );
}

/** Undefined where these parts can be sent: some, none twice, and no two that lead. */
export function planFault(planned: readonly PlannedPart[]): ReferralRefusal | undefined {
  if (planned.length === 0) return refuseReferral('no-parts', '请至少填写一项需求和承办部门。', '/parts');
  if (planned.length > MOST_PARTS) {
    return refuseReferral('too-many-parts', `一次转办最多${MOST_PARTS}个事项,请合并或者分次转办。`, '/parts');
  }
  const keys = planned.map(({ need, entitlement, unit }) => `${need}/${entitlement ?? ''}/${unit}`);
  const twice = keys.findIndex((key, index) => keys.indexOf(key) < index);
  if (twice >= 0) return refuseReferral('part-twice', '同一事项向同一部门重复转办。', `/parts/${twice}`);
  const second = planned.findIndex(
    ({ lead }, index) => lead === true && planned.findIndex((part) => part.lead === true) < index,
  );
  return second < 0 ? undefined : refuseReferral('part-twice', '主办部门只能有一个。', `/parts/${second}/lead`);
}
