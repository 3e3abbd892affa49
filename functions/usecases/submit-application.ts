import type { SubmitApplication } from '../contracts/applications.ts';
import { registeredSchema } from '../contracts/outcomes.ts';
import type { Registered } from '../contracts/outcomes.ts';
import { totalLimit } from '../domain/casework/limits.ts';
import { withCircumstances } from '../domain/application/circumstances.ts';
import { intakeLacks } from '../domain/application/intake.ts';
import type { IntakeLack } from '../domain/application/intake.ts';
import { startOf } from '../domain/casework/execution.ts';
import type { ApplicationHead } from '../domain/application/head.ts';
import type { NewEvent } from '../domain/casework/event.ts';
import type { Principal } from '../domain/authority/principal.ts';
import { classify } from '../domain/classification/classify.ts';
import { openQuestions } from '../domain/classification/open-questions.ts';
import type { HouseholdFacts } from '../domain/classification/facts.ts';
import { parseIdNumber } from '../domain/values/id-number.ts';
import { civilDateOf } from '../domain/values/civil-date.ts';
import { caseId as toCaseId, householdId as toHouseholdId } from '../domain/values/ids.ts';
import type { NewCase, OnceKey } from '../ports/cases.ts';
import type { House } from './house.ts';
import { once, TURNS } from './once.ts';
import type { Attempt } from './once.ts';
import { barred, declined } from './outcome.ts';
import type { Declined } from './outcome.ts';

export interface SubmitInput {
  readonly by: Principal;
  readonly submission: SubmitApplication;
  readonly key: OnceKey;
}

/** 受理: registers one application for the whole family; accepted at once, or told once what is missing. */
export function submitApplication(house: House, input: SubmitInput): Promise<Registered | Declined> {
  return once(
    house.cases,
    input.key,
    () => register(house, input),
    (stored) => registeredSchema.parse(stored),
  );
}

async function register(house: House, { by, submission, key }: SubmitInput): Promise<Attempt<Registered> | Declined> {
  const { cases, policy, ids } = house;
  const { area } = submission;
  if (!policy.isTownship(area)) {
    return declined('unknown-area', `政策包中没有乡镇(街道)${area},请核对区划代码。`, { pointer: '/area' });
  }
  const bar = barred(house.authorize(by, 'application.submit', { area }));
  if (bar !== undefined) return bar;

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

  for (let turn = 0; turn < TURNS; turn += 1) {
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
        actor: by.subject,
        data: {
          requestedTier: submission.requestedTier,
          members: facts.members.map(({ memberId }) => memberId),
          missing: registered.toldMissing,
          nearRelative: registered.nearRelative,
        },
      },
    ];
    const head = lacks.length === 0 ? accept(registered, clock, submission.circumstances, today) : registered;
    if (lacks.length === 0) events.push(acceptedEvent(head, now, by.subject));
    const outcome = answer(head, lacks, clock, {
      outcome: preview.outcome,
      tiers: preview.recommended.map(({ tier }) => tier),
    });
    const created: NewCase = {
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
      newHousehold: known === undefined,
      once: { key, outcome },
    };
    const result = await cases.create(created);
    switch (result.kind) {
      case 'committed':
        return { kind: 'done', outcome };
      case 'repeated':
        return { kind: 'repeated' };
      case 'locked':
        return declined('already-filed', `该家庭成员已有在办的申请,受理编号${result.caseId},请勿重复申请。`, {
          more: { caseId: result.caseId },
        });
      case 'id-taken':
      case 'known-source':
      case 'stale':
        break;
    }
  }
  return declined('contention', '受理登记暂时繁忙,请稍后重试。');
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

export function answer(
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
