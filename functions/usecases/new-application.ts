import type { SubmitApplication } from '../contracts/applications.ts';
import type { Registered } from '../contracts/outcomes.ts';
import { totalLimit } from '../domain/casework/limits.ts';
import { withCircumstances } from '../domain/application/circumstances.ts';
import { intakeLacks } from '../domain/application/intake.ts';
import type { IntakeLack } from '../domain/application/intake.ts';
import { startOf } from '../domain/casework/execution.ts';
import type { ApplicationHead } from '../domain/application/head.ts';
import type { NewEvent } from '../domain/casework/event.ts';
import { classify } from '../domain/classification/classify.ts';
import { openQuestions } from '../domain/classification/open-questions.ts';
import type { HouseholdFacts } from '../domain/classification/facts.ts';
import { parseIdNumber } from '../domain/values/id-number.ts';
import { civilDateOf } from '../domain/values/civil-date.ts';
import { caseId as toCaseId, householdId as toHouseholdId } from '../domain/values/ids.ts';
import type { CaseId } from '../domain/values/ids.ts';
import type { OpenedCase } from '../ports/cases.ts';
import type { House } from './house.ts';

export interface NewApplication {
  /** For `cases.create`, or for `opens` of another case's write. Under a receipt number of its own each time. */
  readonly opened: OpenedCase & { readonly head: ApplicationHead };
  /** What the window tells the family. */
  readonly outcome: Registered;
}

/** An application as it begins, whoever hands it in; accepted at once where nothing is missing. `by`: the person at the window; `origin`: the visit that found the family. */
export async function newApplication(
  house: House,
  submission: SubmitApplication,
  by: string,
  origin: { readonly visit?: CaseId } = {},
): Promise<NewApplication> {
  const { cases, policy, ids } = house;
  const { area } = submission;
  const facts = withBirthDates(submission);
  const now = house.time.now();
  const today = civilDateOf(now);
  const clock = { rules: policy.rules(today, area), calendar: policy.calendar };
  const preview = classify(facts, clock.rules, today);
  const lacks = [
    ...declarationLack(submission.nearRelatives),
    ...intakeLacks(facts, submission.papers, openQuestions(facts, clock.rules, today), today),
  ];
  const persons = submission.family.members.map(({ idNumber }) => cases.personId(idNumber));
  const applicantId = facts.members.find(({ relation }) => relation === 'applicant')?.memberId;
  const applicantAt = submission.family.members.findIndex(({ memberId }) => memberId === applicantId);
  const applicant = persons[applicantAt] ?? persons[0];

  const known = applicant === undefined ? undefined : await cases.householdOf(applicant);
  const household = known ?? toHouseholdId(`h${ids.unique()}`);
  const id = toCaseId(`${area.slice(0, 6)}-${today.replaceAll('-', '')}-${ids.readable(6)}`);
  const registered: ApplicationHead = {
    caseId: id,
    householdId: household,
    area,
    procedure: 'application',
    status: 'awaiting-documents',
    stage: 'Investigate',
    round: 1,
    gen: 1,
    version: 1,
    lastSeq: 0,
    lastHash: '',
    requestedTier: submission.requestedTier,
    registeredOn: today,
    toldMissing: lacks.map(({ code }) => code),
    circumstances: [],
    delegated: clock.rules.delegated,
    nearRelative: submission.nearRelatives.relatives.length > 0,
    recused: submission.nearRelatives.relatives.map(({ handler }) => handler),
    complaint: false,
    memberCount: facts.members.length,
    factsVersion: 1,
    exceptTiers: [],
    recommended: [],
    noticedTiers: [],
    objected: false,
    changedAt: now,
  };
  const events: NewEvent[] = [
    {
      type: 'application-registered',
      at: now,
      actor: by,
      data: {
        requestedTier: submission.requestedTier,
        members: facts.members.map(({ memberId }) => memberId),
        missing: registered.toldMissing,
        nearRelative: registered.nearRelative,
        ...origin,
      },
    },
  ];
  const head = lacks.length === 0 ? accept(registered, clock, submission.circumstances, today) : registered;
  if (lacks.length === 0) events.push(acceptedEvent(head, now, by));
  const outcome = answer(head, lacks, clock, {
    outcome: preview.outcome,
    tiers: preview.recommended.map(({ tier }) => tier),
  });
  return {
    outcome,
    opened: {
      head,
      events,
      outbox: lacks.length === 0 ? [startOf(head, 'application')] : [],
      facts,
      sealed: [
        { name: 'family', content: submission.family },
        {
          name: 'intake',
          content: {
            papers: submission.papers,
            nearRelatives: submission.nearRelatives,
            circumstances: submission.circumstances,
            lacks,
          },
        },
      ],
      persons,
      locks: persons.map((person) => ({ person, purpose: 'assistance-application' })),
      names: submission.family.members.map(({ name }) => name),
      household: known === undefined ? 'new' : 'joined',
    },
  };
}

/** The birth date in the ID number outranks a typed one. */
function withBirthDates({ facts, family }: SubmitApplication): HouseholdFacts {
  const births = new Map(
    family.members.map(({ memberId, idNumber }) => {
      const parsed = parseIdNumber(idNumber);
      return [memberId, parsed.kind === 'id-number' ? parsed.value.birthDate : undefined];
    }),
  );
  return {
    ...facts,
    members: facts.members.map((member) => {
      const birthDate = births.get(member.memberId);
      return birthDate === undefined ? member : { ...member, birthDate };
    }),
  };
}

export function declarationLack(nearRelatives: { readonly declared: boolean }): readonly IntakeLack[] {
  return nearRelatives.declared
    ? []
    : [
        {
          code: 'paper:near-relative-declaration',
          text: '近亲属关系申报(没有也要申报)',
          source: '民发〔2021〕57号第十一条',
        },
      ];
}

/** Day 0 of the clock. */
export function accept(
  head: ApplicationHead,
  clock: Parameters<typeof totalLimit>[1],
  circumstances: SubmitApplication['circumstances'],
  today: ApplicationHead['registeredOn'],
): ApplicationHead {
  const accepted: ApplicationHead = { ...head, status: 'in-review', acceptedOn: today };
  const total = totalLimit(accepted, clock);
  const timed = total === undefined ? accepted : { ...accepted, totalDueAt: total.due.dueAt };
  return { ...timed, ...withCircumstances(timed, circumstances, clock, today) };
}

export const acceptedEvent = (head: ApplicationHead, at: number, actor: string): NewEvent => ({
  type: 'application-accepted',
  at,
  actor,
  data: { requestedTier: head.requestedTier, circumstances: head.circumstances, delegated: head.delegated },
});

function answer(
  head: ApplicationHead,
  missing: readonly IntakeLack[],
  clock: Parameters<typeof totalLimit>[1],
  preview: Registered['preview'],
): Registered {
  const due = totalLimit(head, clock)?.due;
  return {
    kind: 'registered',
    caseId: head.caseId,
    householdId: head.householdId,
    status: head.status,
    missing: [...missing],
    acceptedOn: head.acceptedOn ?? null,
    dueOn: due?.due ?? null,
    provisional: due?.provisional ?? false,
    preview,
  };
}
