import { householdFactsSchema } from '../../contracts/facts.ts';
import { governingTier } from '../../domain/application/limit-steps.ts';
import { exceptions } from '../../domain/application/head.ts';
import type { ApplicationHead } from '../../domain/application/head.ts';
import type { NewEvent } from '../../domain/casework/event.ts';
import type { TaskRecord } from '../../domain/casework/task.ts';
import { classify } from '../../domain/classification/classify.ts';
import { projectNotice } from '../../domain/notice/project-notice.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import type { NoticeRecord } from '../../ports/cases.ts';
import { familyOf } from '../family-of.ts';
import type { House } from '../house.ts';

/** 公示: what an area's public list shows while the notice task is open. Undefined where nothing may be shown. */
export async function noticeOf(
  house: House,
  head: ApplicationHead,
  task: TaskRecord,
): Promise<{ readonly record: NoticeRecord; readonly event: NewEvent } | undefined> {
  const today = civilDateOf(task.openedAt);
  const rules = house.policy.rules(today, head.area);
  const facts = householdFactsSchema.parse(await house.cases.facts(head));
  const family = await familyOf(house.cases, head);
  const applicant = facts.members.find(({ relation }) => relation === 'applicant');
  const person = family.members.find(({ memberId }) => memberId === applicant?.memberId);
  const until = task.finishLimit?.dueOn;
  if (applicant?.birthDate === undefined || person === undefined || until === undefined) return undefined;
  const { recommended } = classify(facts, rules, today, exceptions(head));
  const monthly = recommended.flatMap(({ amount }) => (amount.kind === 'amount' ? [amount.monthlyFen] : []));
  const covered = new Set(recommended.flatMap(({ members }) => members));
  const projection = projectNotice(
    {
      applicantName: person.name,
      applicantBirthDate: applicant.birthDate,
      coveredBirthDates: facts.members.flatMap(({ memberId, birthDate }) =>
        covered.has(memberId) && birthDate !== undefined ? [birthDate] : [],
      ),
      memberCount: head.memberCount,
      ...(monthly.length === 0 ? {} : { monthlyFen: monthly.reduce((sum, fen) => sum + fen, 0) }),
    },
    rules.publicNotices.find(({ tier }) => tier === governingTier(head)),
    today,
  );
  if (projection.kind === 'none') return undefined;
  return {
    record: {
      caseId: head.caseId,
      noticeId: task.taskId,
      area: head.area,
      purpose: 'before-confirmation',
      fields: { ...projection.fields },
      postedOn: today,
      until,
    },
    event: {
      type: 'notice-posted',
      at: task.openedAt,
      actor: 'system:open-task',
      data: { taskId: task.taskId, until, tiers: head.recommended },
    },
  };
}
