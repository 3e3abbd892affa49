import type { OpenReferral, ReferralOpened } from '../../contracts/referrals.ts';
import { referralOpenedSchema } from '../../contracts/referrals.ts';
import type { Principal } from '../../domain/authority/principal.ts';
import { taskLimits } from '../../domain/casework/limits.ts';
import { planParts } from '../../domain/referral/plan-parts.ts';
import { civilDate } from '../../domain/values/civil-date.ts';
import type { OnceKey } from '../../ports/cases.ts';
import type { House } from '../house.ts';
import { once, TURNS } from '../once.ts';
import type { Attempt } from '../once.ts';
import { tooBusy } from '../outcome.ts';
import type { Declined } from '../outcome.ts';
import { whose } from '../whose.ts';
import { matrixOf, refused } from './matrix.ts';
import { referralFor } from './referral-for.ts';

interface OpenInput {
  readonly by: Principal;
  readonly request: OpenReferral;
  readonly key: OnceKey;
}

/** 一门受理: a need comes in at the window, of a known family or of people who know no department (国务院令第649号 art 60). */
export function openReferral(house: House, input: OpenInput): Promise<ReferralOpened | Declined> {
  return once(
    house.cases,
    input.key,
    () => register(house, input),
    (stored) => referralOpenedSchema.parse(stored),
  );
}

async function register(house: House, { by, request, key }: OpenInput): Promise<Attempt<ReferralOpened> | Declined> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    const found = await whose(house, by, 'referral.open', request.household);
    if (found.kind !== 'whose') return found;
    const { area } = found;
    const isUnclear = request.needs.length === 0;
    const planned = isUnclear ? undefined : planParts(request.needs, matrixOf(house, area));
    if (planned?.kind === 'refused') {
      const pointer = planned.pointer?.replace(/^\/parts/, '/needs');
      return refused({ ...planned, ...(pointer === undefined ? {} : { pointer }) });
    }
    const opened = referralFor(house, {
      ...found,
      origin: { kind: 'window', ...(found.of === undefined ? {} : { caseId: found.of }) },
      planned: planned?.parts ?? [],
      stage: isUnclear ? 'Triage' : 'Parts',
      request: request.request,
      by: by.subject,
    });
    const { head } = opened;
    const today = civilDate(head.registeredOn);
    const clock = { rules: house.policy.rules(today, area), calendar: house.policy.calendar };
    const first = taskLimits(isUnclear ? 'referral-triage' : 'referral-acceptance', head, clock, today);
    const outcome: ReferralOpened = {
      kind: 'referral-opened',
      caseId: head.caseId,
      householdId: head.householdId,
      stage: isUnclear ? 'Triage' : 'Parts',
      registeredOn: head.registeredOn,
      dueOn: first.finishLimit?.dueOn ?? null,
    };
    const result = await house.cases.create({ ...opened, once: { key, outcome } });
    if (result.kind === 'committed') return { kind: 'done', outcome };
    if (result.kind === 'repeated') return { kind: 'repeated' };
  }
  return tooBusy;
}
