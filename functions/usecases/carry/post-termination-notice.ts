import type { NewEvent } from '../../domain/casework/event.ts';
import { isOf } from '../../domain/casework/head.ts';
import type { TaskRecord } from '../../domain/casework/task.ts';
import { projectNotice } from '../../domain/notice/project-notice.ts';
import type { TerminationHead } from '../../domain/termination/head.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import type { NoticeRecord } from '../../ports/cases.ts';
import { familyOf } from '../family-of.ts';
import type { House } from '../house.ts';
import { knownFacts } from '../termination/aid-record.ts';

/**
 * 终止公示: the same fields as the publication of the aid, and never the ground. Undefined where nothing may be shown; the period to
 * object runs all the same.
 */
export async function terminationNoticeOf(
  house: House,
  head: TerminationHead,
  task: TaskRecord,
): Promise<{ readonly record: NoticeRecord; readonly event: NewEvent } | undefined> {
  const today = civilDateOf(task.openedAt);
  const granted = await house.cases.head(head.aid.caseId);
  const until = task.finishLimit?.dueOn;
  if (granted === undefined || !isOf(granted, 'application') || until === undefined) return undefined;
  const facts = await knownFacts(house.cases, head);
  const family = await familyOf(house.cases, granted);
  const theirs = facts.members.filter(({ memberId }) => head.aid.members.includes(memberId));
  const named = theirs.find(({ relation }) => relation === 'applicant') ?? theirs[0];
  const person = family.members.find(({ memberId }) => memberId === named?.memberId);
  if (named?.birthDate === undefined || person === undefined) return undefined;
  const { tier, monthlyFen, members } = head.aid;
  const projection = projectNotice(
    {
      applicantName: person.name,
      applicantBirthDate: named.birthDate,
      coveredBirthDates: theirs.flatMap(({ birthDate }) => birthDate ?? []),
      memberCount: members.length,
      ...(monthlyFen === undefined ? {} : { monthlyFen }),
    },
    house.policy.rules(today, head.area).publicNotices.find((notice) => notice.tier === tier),
    today,
  );
  if (projection.kind === 'none') return undefined;
  return {
    record: {
      caseId: head.caseId,
      noticeId: task.taskId,
      area: head.area,
      purpose: 'termination',
      fields: { ...projection.fields },
      postedOn: today,
      until,
    },
    event: {
      type: 'termination-notice-posted',
      at: task.openedAt,
      actor: 'system:open-task',
      data: { taskId: task.taskId, until, tier },
    },
  };
}
