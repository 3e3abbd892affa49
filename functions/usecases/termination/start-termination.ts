import { terminationOpenedSchema } from '../../contracts/terminations.ts';
import type { OpenTermination, TerminationOpened } from '../../contracts/terminations.ts';
import type { Principal } from '../../domain/authority/principal.ts';
import type { OnceKey } from '../../ports/cases.ts';
import type { House } from '../house.ts';
import { once, TURNS } from '../once.ts';
import type { Attempt } from '../once.ts';
import { barred, declined, isDeclined, tooBusy } from '../outcome.ts';
import type { Declined } from '../outcome.ts';
import { terminationFor } from './open-termination.ts';

export interface StartTerminationInput {
  readonly by: Principal;
  readonly opening: OpenTermination;
  readonly key: OnceKey;
}

/** 发起核查: somebody says that running aid should be looked at again. */
export function startTermination(house: House, input: StartTerminationInput): Promise<TerminationOpened | Declined> {
  return once(
    house.cases,
    input.key,
    () => start(house, input),
    (stored) => terminationOpenedSchema.parse(stored),
  );
}

async function start(
  house: House,
  { by, opening, key }: StartTerminationInput,
): Promise<Attempt<TerminationOpened> | Declined> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    const aid = await house.cases.head(opening.aid);
    if (aid === undefined) return { kind: 'hidden' };
    const bar = barred(house.authorize(by, 'termination.open', { area: aid.area }));
    if (bar !== undefined) return bar;
    const planned = await terminationFor(house, { ...opening, aid, by: by.subject });
    if (isDeclined(planned)) return planned;
    const { head } = planned.opened;
    const outcome: TerminationOpened = {
      kind: 'termination-opened',
      caseId: head.caseId,
      aid: aid.caseId,
      tier: head.aid.tier,
      status: head.status,
    };
    const result = await house.cases.create({ ...planned.opened, once: { key, outcome } });
    if (result.kind === 'committed') return { kind: 'done', outcome };
    if (result.kind === 'repeated') return { kind: 'repeated' };
    if (result.kind === 'locked') {
      return declined('termination-running', `有关人员的救助正在核查中,编号${result.caseId},请勿重复发起。`, {
        more: { caseId: result.caseId },
      });
    }
  }
  return tooBusy;
}
