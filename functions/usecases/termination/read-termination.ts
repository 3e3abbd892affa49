import type { Reference } from '../../../policy/schema.ts';
import type { TerminationView } from '../../contracts/terminations.ts';
import { groundsOf } from '../../domain/termination/grounds.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import type { House } from '../house.ts';
import type { Declined } from '../outcome.ts';
import type { ReadCaseInput } from '../visible-head.ts';
import { visibleTermination } from './visible-termination.ts';

export async function readTermination(
  house: House,
  input: ReadCaseInput,
): Promise<{ readonly kind: 'termination'; readonly view: TerminationView } | Declined> {
  const found = await visibleTermination(house, input);
  if (found.kind !== 'visible') return found;
  const { head } = found;
  const { aid, check, told, answer, confirmation } = head;
  const { termination } = house.policy.rules(civilDateOf(house.time.now()), head.area);
  const named = ({ code, article }: Reference) => `${house.policy.titles[code] ?? code}${article ?? ''}`;
  return {
    kind: 'termination',
    view: {
      caseId: head.caseId,
      area: head.area,
      status: head.status,
      stage: head.stage,
      round: head.round,
      aid: {
        caseId: aid.caseId,
        tier: aid.tier,
        members: [...aid.members],
        from: aid.from,
        monthlyFen: aid.monthlyFen ?? null,
      },
      trigger: {
        id: head.trigger,
        title: termination.triggers.find(({ id }) => id === head.trigger)?.title ?? head.trigger,
      },
      openedOn: head.openedOn,
      happenedOn: head.happenedOn ?? null,
      grounds: groundsOf(termination, aid.tier).map(({ id, title, source }) => ({ id, title, source: named(source) })),
      check:
        check === undefined
          ? null
          : {
              outcome: check.outcome,
              ground: check.ground ?? null,
              leaving: [...check.leaving],
              monthlyFen: check.monthlyFen ?? null,
              months: check.months ?? null,
              on: check.on,
            },
      toldOn: told?.on ?? null,
      answerBy: told?.answerBy ?? null,
      answer: answer?.outcome ?? null,
      ground: confirmation?.ground ?? null,
      stopFrom: confirmation?.from ?? null,
      nextTier: head.nextTier?.tier ?? null,
      filed: head.filed ?? null,
      recovery: head.recovery === true,
      reinstatedFrom: head.reinstatement?.from ?? null,
      closedOn: head.closedOn ?? null,
    },
  };
}
