import { reliefRequestedSchema } from '../../contracts/reliefs.ts';
import type { ReliefRequested, RequestRelief } from '../../contracts/reliefs.ts';
import type { Principal } from '../../domain/authority/principal.ts';
import { taskLimits } from '../../domain/casework/limits.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import type { OnceKey } from '../../ports/cases.ts';
import type { House } from '../house.ts';
import { once, TURNS } from '../once.ts';
import type { Attempt } from '../once.ts';
import { declined, tooBusy } from '../outcome.ts';
import type { Declined } from '../outcome.ts';
import { whose } from '../whose.ts';
import { reliefFor } from './relief-for.ts';

interface RequestInput {
  readonly by: Principal;
  readonly request: RequestRelief;
  readonly key: OnceKey;
}

/** 临时救助: asked for by a family, or beside its application that is under review (东民[2024]17号 三(一)). */
export function requestRelief(house: House, input: RequestInput): Promise<ReliefRequested | Declined> {
  return once(
    house.cases,
    input.key,
    () => request(house, input),
    (stored) => reliefRequestedSchema.parse(stored),
  );
}

async function request(
  house: House,
  { by, request: asked, key }: RequestInput,
): Promise<Attempt<ReliefRequested> | Declined> {
  const causes = house.policy.reliefCauses.filter(({ type }) => type === asked.type);
  if (!causes.some(({ id }) => id === asked.cause)) {
    const known = causes.map(({ id, title }) => `${id}(${title})`).join('、');
    return declined('relief-cause-not-listed', `该类救助的事由应为:${known}。`, { pointer: '/cause' });
  }
  for (let turn = 0; turn < TURNS; turn += 1) {
    const found = await whose(house, by, 'relief.request', asked.household);
    if (found.kind !== 'whose') return found;
    const { type, cause, statement, requestedFen } = asked;
    const opened = reliefFor(house, {
      whose: found,
      type,
      cause,
      statement,
      by: by.subject,
      ...(requestedFen === undefined ? {} : { requestedFen }),
    });
    const { head } = opened;
    const today = civilDateOf(head.requestedAt);
    const clock = { rules: house.policy.rules(today, head.area), calendar: house.policy.calendar };
    const help = type === 'emergency' ? taskLimits('relief-help', head, clock, today, head.requestedAt) : {};
    const outcome: ReliefRequested = {
      kind: 'relief-requested',
      caseId: head.caseId,
      householdId: head.householdId,
      type,
      helpBy: help.finishLimit === undefined ? null : new Date(help.finishLimit.dueAt).toISOString(),
    };
    const result = await house.cases.create({ ...opened, once: { key, outcome } });
    switch (result.kind) {
      case 'committed':
        return { kind: 'done', outcome };
      case 'repeated':
        return { kind: 'repeated' };
      case 'locked':
        return declined('relief-under-way', `该家庭成员已有在办的临时救助,受理编号${result.caseId}。`, {
          more: { caseId: result.caseId },
        });
      case 'id-taken':
      case 'known-source':
      case 'stale':
        break;
    }
  }
  return tooBusy;
}
