import { householdFactsSchema } from '../../contracts/facts.ts';
import { classifiedSchema } from '../../contracts/task-events.ts';
import type { CaseStepEvent, Classified } from '../../contracts/task-events.ts';
import { underNewTier } from '../../domain/application/circumstances.ts';
import { exceptions, takeBacksOf } from '../../domain/application/head.ts';
import type { ApplicationHead } from '../../domain/application/head.ts';
import { classify } from '../../domain/classification/classify.ts';
import type { Classification } from '../../domain/classification/result.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import { TaskError } from '../../ports/task-errors.ts';
import type { House } from '../house.ts';
import { TURNS } from '../once.ts';
import { contention, currentHeadOf } from './current-head.ts';

/** 分类审核 over all evidence so far; once for each round, however often the step is repeated. */
export async function classifyCase(house: House, event: CaseStepEvent): Promise<Classified> {
  const { cases } = house;
  for (let turn = 0; turn < TURNS; turn += 1) {
    const head = await currentHeadOf(cases, 'application', event.caseId, event.gen);
    // What was taken back may have been what it was classified by.
    const anew = takeBacksOf(head);
    const id = `classify-${event.round}${anew === 0 ? '' : `-${anew + 1}`}`;
    const before = await cases.step(event.caseId, id);
    if (before !== undefined) return classifiedSchema.parse(before);
    if (head.closedOn !== undefined) return { kind: 'cancelled' };
    const now = house.time.now();
    const today = civilDateOf(now);
    const clock = { rules: house.policy.rules(today, head.area), calendar: house.policy.calendar };
    const facts = householdFactsSchema.parse(await cases.facts(head));
    const classification = classify(facts, clock.rules, today, exceptions(head));
    const result = resultOf(head, classification);
    const recommended =
      result.kind === 'recommended' ? [...new Set(classification.recommended.map(({ tier }) => tier))] : [];
    const [first] = classification.recommended;
    const committed = await cases.commit({
      head,
      next: {
        stage: 'Classify',
        round: Math.max(head.round, event.round),
        classifiedOn: today,
        ...(first === undefined ? {} : { recommendedRoute: first.route }),
        recommended,
        // A total that is late already stays late under the new tier's limit.
        ...(head.totalOverdueAt === undefined ? underNewTier({ ...head, recommended }, clock, today) : {}),
      },
      events: [{ type: 'classified', at: now, actor: 'system:classify', data: summaryOf(event.round, classification) }],
      step: { id, result },
    });
    if (committed.kind === 'committed') return result;
  }
  throw contention(event.caseId);
}

function resultOf(head: ApplicationHead, classification: Classification): Classified {
  switch (classification.outcome) {
    case 'recommended':
      return { kind: 'recommended' };
    case 'none':
      return { kind: 'none-fits' };
    case 'waiting':
      if (classification.missing.length > 0) return { kind: 'facts-missing' };
      throw new TaskError(
        'RulesNotInForce',
        `a figure that case ${head.caseId} turns on is not in force on ${classification.on}`,
      );
    case 'not-in-force':
      throw new TaskError('RulesNotInForce', `pack ${classification.packId} is not in force on ${classification.on}`);
  }
}

/** What may stand in the open record: tiers, codes and figures; the reason tree, which tells of health, is sealed. */
export function summaryOf(round: number, classification: Classification) {
  return {
    round,
    on: classification.on,
    packId: classification.packId,
    outcome: classification.outcome,
    tiers: classification.tiers.map(({ tier, kind }) => ({ tier, kind })),
    recommended: classification.recommended.map(({ tier, route, members }) => ({ tier, route, members: [...members] })),
    flags: [...classification.flags],
    demoFigures: [...new Set(classification.restsOn.demo.map(({ id }) => id))],
    carriedOverFigures: [...new Set(classification.restsOn.carriedOver.map(({ id }) => id))],
  };
}
