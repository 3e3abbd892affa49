import * as z from 'zod';
import { householdFactsSchema } from '../../contracts/facts.ts';
import { determinedSchema } from '../../contracts/task-events.ts';
import type { CaseStepEvent, Determined } from '../../contracts/task-events.ts';
import { exceptions } from '../../domain/application/head.ts';
import { taskIdOf } from '../../domain/casework/task.ts';
import type { ApplicationHead } from '../../domain/application/head.ts';
import type { Json, NewEvent } from '../../domain/casework/event.ts';
import { refusalLetter } from '../../domain/application/refusal-letter.ts';
import { classify, verdictsAlone } from '../../domain/classification/classify.ts';
import type { HouseholdFacts } from '../../domain/classification/facts.ts';
import type { Classification, Determination } from '../../domain/classification/result.ts';
import { poolEntry } from '../../domain/pool/pool-entry.ts';
import { addMonths, civilDate, civilDateOf } from '../../domain/values/civil-date.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import type { PersonId } from '../../domain/values/ids.ts';
import type { CaseChange, Lock, PoolRecord } from '../../ports/cases.ts';
import { familyOf } from '../family-of.ts';
import type { House } from '../house.ts';
import { TURNS } from '../once.ts';
import { rechecksOf } from '../termination/recheck-of.ts';
import { proposedReferral } from '../referral/proposed-referral.ts';
import { contention, currentHeadOf } from './current-head.ts';

interface People {
  readonly persons: ReadonlyMap<string, PersonId>;
  readonly applicantName: string;
  readonly locks: readonly Lock[];
}

/** Writes what people decided: aid onto the chain, or the refusal with its letter and the monitoring pool. Once a round. */
export async function determineCase(house: House, event: CaseStepEvent): Promise<Determined> {
  const { cases } = house;
  const id = `determine-${event.round}`;
  for (let turn = 0; turn < TURNS; turn += 1) {
    const head = await currentHeadOf(cases, 'application', event.caseId, event.gen);
    const before = await cases.step(event.caseId, id);
    if (before !== undefined) return determinedSchema.parse(before);
    if (head.closedOn !== undefined) return { kind: 'cancelled' };
    const { confirmation } = head;
    if (confirmation === undefined) throw new Error(`case ${head.caseId} is to be determined without a confirmation`);
    const rules = house.policy.rules(confirmation.on, head.area);
    const facts = householdFactsSchema.parse(await cases.facts(head));
    const classification = classify(facts, rules, confirmation.on, exceptions(head));
    const people = await peopleOf(
      house,
      head,
      facts.members.find(({ relation }) => relation === 'applicant')?.memberId,
    );
    const now = house.time.now();
    const [result, change] =
      confirmation.outcome === 'confirm'
        ? await grant(house, head, classification, facts, people, confirmation.on, now)
        : await refuse(house, head, classification, facts, people, confirmation.on, now);
    const committed = await cases.commit({ ...change, head, releaseLocks: people.locks, step: { id, result } });
    if (committed.kind === 'committed') return result;
  }
  throw contention(event.caseId);
}

type Parts = Omit<CaseChange, 'head' | 'releaseLocks' | 'step'>;

async function grant(
  house: House,
  head: ApplicationHead,
  classification: Classification,
  facts: HouseholdFacts,
  { persons }: People,
  on: CivilDate,
  now: number,
): Promise<[Determined, Parts]> {
  const beside = await proposedReferral(house, head, classification, facts, on);
  const validity = house.policy
    .rules(on, head.area)
    .limits.find(({ tier, step }) => tier === 'rigid-expenditure' && step === 'recognition-validity');
  const determinations = classification.recommended.map((determination) =>
    aidOf(determination, persons, on, determination.tier === 'rigid-expenditure' ? validity?.amount : undefined),
  );
  const watched = await watchedElsewhere(
    house,
    determinations.flatMap((aid) => aid.persons),
  );
  return [
    { kind: 'granted' },
    {
      next: { status: 'granted', stage: 'Determine', closedOn: civilDateOf(now) },
      rechecks: classification.recommended.flatMap(({ tier, members }, determination) =>
        rechecksOf(house, head.area, { caseId: head.caseId, determination, tier, members }, facts, on),
      ),
      ...(beside === undefined ? {} : { opens: [beside] }),
      poolLeft: watched.map(({ caseId, memberId }) => ({ caseId, memberId })),
      events: [
        {
          type: 'determined',
          at: now,
          actor: 'system:determine',
          data: {
            on,
            packId: classification.packId,
            determinations,
            flags: [...classification.flags],
            demoFigures: [...new Set(classification.restsOn.demo.map(({ id }) => id))],
            carriedOverFigures: [...new Set(classification.restsOn.carriedOver.map(({ id }) => id))],
          },
        },
        ...(watched.length === 0
          ? []
          : [
              {
                type: 'pool-left' as const,
                at: now,
                actor: 'system:determine',
                data: { persons: watched.map(({ person }) => person), from: firstPaidDay(on) },
              },
            ]),
      ],
      sealed: [{ name: 'determination', content: classification }],
    },
  ];
}

/** Entries of these persons in the monitoring pool, of whatever case: who is recognised again is watched no longer. */
async function watchedElsewhere({ cases }: House, persons: readonly PersonId[]): Promise<readonly PoolRecord[]> {
  const caseIds = new Set((await Promise.all(persons.map((person) => cases.casesOf(person)))).flat());
  const entries = await Promise.all([...caseIds].map((caseId) => cases.poolEntriesOf(caseId)));
  return entries.flat().filter(({ person }) => persons.includes(person));
}

/** The month after the decision (民发〔2021〕57号, 民发〔2021〕43号). */
const firstPaidDay = (on: CivilDate): CivilDate => addMonths(civilDate(`${on.slice(0, 8)}01`), 1);

function aidOf(
  { tier, route, members, amount }: Determination,
  persons: ReadonlyMap<string, PersonId>,
  on: CivilDate,
  months: number | undefined,
): { readonly [key: string]: Json } & { readonly persons: readonly PersonId[] } {
  const from = firstPaidDay(on);
  return {
    tier,
    route,
    members: [...members],
    persons: members.flatMap((member) => persons.get(member) ?? []),
    from,
    ...(months === undefined ? {} : { until: addMonths(from, months) }),
    ...(amount.kind === 'amount' ? { monthlyFen: amount.monthlyFen } : {}),
  };
}

const decisionReason = z.object({ reason: z.string() });

async function refuse(
  house: House,
  head: ApplicationHead,
  classification: Classification,
  facts: HouseholdFacts,
  { persons, applicantName }: People,
  on: CivilDate,
  now: number,
): Promise<[Determined, Parts]> {
  const { cases, policy } = house;
  const confirmationTask = taskIdOf(head, 'confirmation', head.round);
  const reason = decisionReason.parse(await cases.sealed(head, `decision.${confirmationTask}`)).reason;
  const months = policy.rules(on, head.area).limits.find(({ id }) => id === 'any.pool')?.amount ?? 0;
  const entries = [...persons].flatMap(([memberId, person]): PoolRecord[] => {
    const watched = poolEntry(
      { person, ground: 'refused', since: on, recognised: false, deceased: false },
      { amount: months },
    );
    if (watched.kind === 'no-entry') return [];
    const { lookAt } = watched.entry;
    return [{ person, caseId: head.caseId, memberId, area: head.area, ground: 'refused', enteredOn: on, lookAt }];
  });
  const all = [...persons.values()];
  const letter = refusalLetter({
    caseId: head.caseId,
    applicantName,
    authority: policy.unitName(head.delegated ? policy.townshipUnit(head.area) : policy.countyUnit(head.area)) ?? '',
    on,
    reason,
    verdicts: verdictsAlone(facts, policy.rules(on, head.area), on, exceptions(head)),
  });
  const events: NewEvent[] = [{ type: 'refused', at: now, actor: 'system:determine', data: { on, persons: all } }];
  if (all.length > 0) {
    events.push({
      type: 'pool-entered',
      at: now,
      actor: 'system:determine',
      data: { persons: all, since: on, ground: 'refused' },
    });
  }
  return [
    { kind: 'refused' },
    {
      next: { status: 'refused', stage: 'Determine' },
      events,
      pool: entries,
      sealed: [
        { name: 'determination', content: classification },
        { name: 'refusal-letter', content: letter },
      ],
    },
  ];
}

async function peopleOf(house: House, head: ApplicationHead, applicantId: string | undefined): Promise<People> {
  const family = await familyOf(house.cases, head);
  const persons = new Map(family.members.map(({ memberId, idNumber }) => [memberId, house.cases.personId(idNumber)]));
  return {
    persons,
    applicantName: family.members.find(({ memberId }) => memberId === applicantId)?.name ?? '',
    locks: [...persons.values()].map((person) => ({ person, purpose: 'assistance-application' })),
  };
}
