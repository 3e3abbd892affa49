import * as z from 'zod';
import { householdFactsSchema } from '../contracts/facts.ts';
import type { ApplicationView } from '../contracts/views.ts';
import { classify } from '../domain/classification/classify.ts';
import { explain } from '../domain/clock/explain.ts';
import { explainTaskLimit, totalLimit } from '../domain/casework/limits.ts';
import type { Clock } from '../domain/casework/legal-limit.ts';
import { exceptions, mustVisit } from '../domain/application/head.ts';
import type { ApplicationHead } from '../domain/application/head.ts';
import type { CaseHead } from '../domain/casework/head.ts';
import { deskOf } from '../domain/casework/desk-of.ts';
import { tierTitles } from '../domain/classification/tier.ts';
import { workingDaysBetween } from '../domain/clock/working-day.ts';
import { civilDateOf } from '../domain/values/civil-date.ts';
import { visibleHeadOf } from './visible-head.ts';
import type { ReadCaseInput } from './visible-head.ts';
import { familyOf } from './family-of.ts';
import type { House } from './house.ts';
import type { Declined } from './outcome.ts';
import { storedIntakeLacks } from './stored-intake.ts';

/** Rules and calendar as they stand today, which is what every shown date is projected on. */
export function clockOf(house: House, head: CaseHead): Clock {
  return {
    rules: house.policy.rules(civilDateOf(house.time.now()), head.area),
    calendar: house.policy.calendar,
  };
}

export async function readApplication(
  house: House,
  input: ReadCaseInput,
): Promise<{ readonly kind: 'application'; readonly view: ApplicationView } | Declined> {
  const found = await visibleHeadOf(house, 'application', 'application.read', input);
  if (found.kind !== 'visible') return found;
  const { head } = found;
  const total = totalLimit(head, clockOf(house, head));
  const family = await familyOf(house.cases, head);
  return {
    kind: 'application',
    view: {
      caseId: head.caseId,
      householdId: head.householdId,
      area: head.area,
      areaName: house.policy.areaName(head.area) ?? head.area,
      status: head.status,
      stage: head.stage,
      round: head.round,
      gen: head.gen,
      requestedTier: head.requestedTier,
      registeredOn: head.registeredOn,
      acceptedOn: head.acceptedOn ?? null,
      dueOn: total?.due.due ?? null,
      provisional: total?.due.provisional ?? false,
      totalDays: total === undefined ? null : (head.extension?.amount ?? total.limit.amount),
      isOverdue: head.totalOverdueAt !== undefined,
      circumstances: [...head.circumstances],
      delegated: head.delegated,
      nearRelative: head.nearRelative,
      mustVisit: mustVisit(head),
      recommended: [...head.recommended],
      missing: head.status === 'awaiting-documents' ? [...(await storedIntakeLacks(house.cases, head))] : [],
      family: { members: family.members.map((member) => ({ ...member })), address: family.address },
    },
  };
}

/**
 * 分类审核 with every reason: as it was decided once there is a determination; until then the facts of today under the
 * rules of the day of classification. Health and wealth stand in it, so it is read on its own.
 */
export async function readClassification(house: House, input: ReadCaseInput) {
  const found = await visibleHeadOf(house, 'application', 'application.read', input);
  if (found.kind !== 'visible') return found;
  const { head } = found;
  const decided = await house.cases.sealed(head, 'determination');
  if (decided !== undefined) return { kind: 'classification' as const, view: viewOf(head, decided) };
  if (head.classifiedOn === undefined) return { kind: 'hidden' } satisfies Declined;
  const facts = householdFactsSchema.parse(await house.cases.facts(head));
  const rules = house.policy.rules(head.classifiedOn, head.area);
  return {
    kind: 'classification' as const,
    view: viewOf(head, classify(facts, rules, head.classifiedOn, exceptions(head))),
  };
}

const viewOf = (head: ApplicationHead, classification: unknown) => ({
  caseId: head.caseId,
  round: head.round,
  isDecided: head.status === 'granted' || head.status === 'refused',
  classification,
});

/** 受理通知书 or 一次性告知书, as the family takes it home. */
export async function readReceipt(house: House, input: ReadCaseInput) {
  const found = await visibleHeadOf(house, 'application', 'application.read', input);
  if (found.kind !== 'visible') return found;
  const { head } = found;
  const due = totalLimit(head, clockOf(house, head))?.due;
  const lacks = head.acceptedOn === undefined ? await storedIntakeLacks(house.cases, head) : [];
  const isWaiting = lacks.length > 0;
  const window = house.policy.unitName(house.policy.townshipUnit(head.area)) ?? head.area;
  return {
    kind: 'receipt' as const,
    view: {
      caseId: head.caseId,
      title: isWaiting ? '社会救助申请材料一次性告知书' : '社会救助申请受理通知书',
      window,
      registeredOn: head.registeredOn,
      acceptedOn: head.acceptedOn ?? null,
      dueOn: due?.due ?? null,
      provisional: due?.provisional ?? false,
      missing: lacks.map(({ text }) => text),
      text: isWaiting
        ? ['您的申请尚缺下列材料或信息,现一次性告知。补齐之日即为受理之日,办理时限自该日起算。']
        : [
            `您的社会救助申请(${tierTitles[head.requestedTier]})已受理,将按“一次申请、分类审核认定”办理。`,
            ...(due === undefined
              ? []
              : [`最迟办结日期:${due.due}${due.provisional ? '(暂定,待国务院公布该年节假日安排后重新推算)' : ''}。`]),
          ],
    },
  };
}

/** Why this date: the total's and every open task's, step by step. */
export async function readDeadline(house: House, input: ReadCaseInput) {
  const found = await visibleHeadOf(house, 'application', 'application.read', input);
  if (found.kind !== 'visible') return found;
  const { head } = found;
  const clock = clockOf(house, head);
  const { titles } = house.policy;
  const total = totalLimit(head, clock);
  const open = (await house.cases.tasks(head.caseId)).filter((task) => task.status === 'OPEN');
  const tasks = open.flatMap((task) =>
    [task.startedAt === undefined ? task.startLimit : undefined, task.finishLimit].flatMap((limit) => {
      const due = limit === undefined ? undefined : explainTaskLimit(limit, task, head, clock);
      if (due === undefined) return [];
      const kind = limit === task.finishLimit ? 'finish' : 'start';
      return [
        {
          taskId: task.taskId,
          title: deskOf(task, head).title,
          kind,
          dueOn: due.due,
          provisional: due.provisional,
          paused: due.paused,
          why: explain(due.trace, titles),
        },
      ];
    }),
  );
  return {
    kind: 'deadline' as const,
    view: {
      caseId: head.caseId,
      dueOn: total?.due.due ?? null,
      provisional: total?.due.provisional ?? false,
      limit: total?.limit.title ?? null,
      extended: head.extension !== undefined,
      paused: total?.due.paused ?? false,
      pauses: (head.pauses ?? []).map(({ ground, from, until }) => ({
        ground: titles[ground] ?? ground,
        from,
        until: until ?? null,
        workingDays: workingDaysBetween(from, until ?? civilDateOf(house.time.now()), clock.calendar),
      })),
      why: total === undefined ? [] : explain(total.due.trace, titles),
      tasks,
    },
  };
}

const storedLetter = z.object({ title: z.string(), to: z.string(), on: z.string(), paragraphs: z.array(z.string()) });

export async function readRefusalLetter(house: House, input: ReadCaseInput) {
  const found = await visibleHeadOf(house, 'application', 'application.read', input);
  if (found.kind !== 'visible') return found;
  const { head } = found;
  const stored = await house.cases.sealed(head, 'refusal-letter');
  if (stored === undefined) return { kind: 'hidden' } satisfies Declined;
  const letter = storedLetter.parse(stored);
  const delivery = (await house.cases.tasks(head.caseId)).find((task) => task.kind === 'refusal-letter');
  return {
    kind: 'letter' as const,
    view: { caseId: head.caseId, ...letter, deliverBy: delivery?.finishLimit?.dueOn ?? null },
  };
}
