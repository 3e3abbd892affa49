import { startOf } from '../../domain/casework/execution.ts';
import { isOf } from '../../domain/casework/head.ts';
import type { CaseHead } from '../../domain/casework/head.ts';
import { groundOf } from '../../domain/termination/grounds.ts';
import type { TerminationHead } from '../../domain/termination/head.ts';
import type { TerminationTriggerId } from '../../../policy/termination-schema.ts';
import { isWithin } from '../../domain/values/area-code.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import { personId } from '../../domain/values/ids.ts';
import type { CaseId, UnitId } from '../../domain/values/ids.ts';
import type { OpenedCase } from '../../ports/cases.ts';
import type { House } from '../house.ts';
import { newHead } from '../new-head.ts';
import { declined } from '../outcome.ts';
import type { Declined } from '../outcome.ts';
import { aidsOf } from './aid-record.ts';

/** Why somebody should look at running aid again. Opening decides nothing. */
export interface TerminationOpening {
  /** The granted application. */
  readonly aid: CaseHead;
  /** Which of its determinations, from 0; needed only where several still run. */
  readonly determination?: number;
  readonly trigger: TerminationTriggerId;
  /** Subject of the person, or `system:<door>`. */
  readonly by: string;
  readonly onBehalfOf?: string;
  /** A ground of the tier's list, as whoever opens it thinks. */
  readonly groundHint?: string;
  /** Of a death: day 0 of the three months. */
  readonly happenedOn?: CivilDate;
  /** Of a periodic check. */
  readonly recheck?: NonNullable<TerminationHead['recheck']>;
  /** Checks instead of the township. */
  readonly department?: UnitId;
  /** The case that led here. */
  readonly source?: CaseId;
  readonly reason?: string;
}

export interface TerminationToOpen {
  readonly kind: 'to-open';
  /** For `opens` of the caller's own write, or for `cases.create`. Holds a lock per person: one look at a time. */
  readonly opened: OpenedCase & { readonly head: TerminationHead };
}

export async function terminationFor(house: House, opening: TerminationOpening): Promise<TerminationToOpen | Declined> {
  const { aid: granted, trigger, by, onBehalfOf, groundHint, happenedOn, department, source, recheck } = opening;
  const now = house.time.now();
  const today = civilDateOf(now);
  if (!isOf(granted, 'application') || granted.status !== 'granted') return noAid;
  const rules = house.policy.rules(today, granted.area);
  if (happenedOn !== undefined && happenedOn > today) {
    return declined('date-in-future', '发生日期不能晚于今天。', { pointer: '/happenedOn' });
  }
  if (department !== undefined && !serves(house, department, granted)) {
    return declined('unknown-unit', '政策包中没有负责该地区的这一单位。', { pointer: '/department' });
  }
  const running = await aidsOf(house.cases, granted, today);
  const chosen =
    opening.determination === undefined
      ? running
      : running.filter(({ determination }) => determination === opening.determination);
  const [aid] = chosen;
  if (aid === undefined) return noAid;
  if (chosen.length > 1) {
    return declined('aid-ambiguous', '该申请有多项在享救助,请指明是哪一项。', {
      pointer: '/determination',
      more: { determinations: running.map(({ determination }) => determination) },
    });
  }
  if (groundHint !== undefined && groundOf(rules.termination, aid.tier, groundHint) === undefined) {
    return declined('ground-not-listed', '该事由不在该类别的终止事由清单内。', { pointer: '/groundHint' });
  }
  const persons = aid.persons.map(personId);
  const head: TerminationHead = {
    ...newHead(house, granted),
    procedure: 'termination',
    status: 'in-progress',
    stage: 'CheckAid',
    openedOn: today,
    aid,
    trigger,
    delegated: rules.delegated,
    memberCount: aid.members.length,
    ...(groundHint === undefined ? {} : { groundHint }),
    ...(happenedOn === undefined ? {} : { happenedOn }),
    ...(recheck === undefined ? {} : { recheck }),
    ...(department === undefined ? {} : { department }),
    ...(source === undefined ? {} : { source }),
  };
  return {
    kind: 'to-open',
    opened: {
      head,
      events: [
        {
          type: 'termination-opened',
          at: now,
          actor: by,
          ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
          data: {
            of: granted.caseId,
            tier: aid.tier,
            persons: [...aid.persons],
            trigger,
            ...(groundHint === undefined ? {} : { groundHint }),
            ...(source === undefined ? {} : { source }),
          },
        },
      ],
      outbox: [startOf(head, 'termination')],
      sealed: opening.reason === undefined ? [] : [{ name: 'opening', content: { reason: opening.reason } }],
      persons,
      locks: persons.map((person) => ({ person, purpose: 'termination' })),
      names: [],
      household: 'known',
    },
  };
}

const noAid = declined('no-aid-running', '该案件没有正在享受的救助,或者救助已经终止。', { pointer: '/aid' });

function serves({ policy }: House, unit: UnitId, { area }: CaseHead): boolean {
  const served = policy.unitArea(unit);
  return served !== undefined && isWithin(area, served);
}
