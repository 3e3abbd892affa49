import type { OpenBallots } from '../../contracts/motions.ts';
import type { Principal } from '../../domain/authority/principal.ts';
import { isOf } from '../../domain/casework/head.ts';
import { taskIdOf } from '../../domain/casework/task.ts';
import { taskId as toTaskId } from '../../domain/values/ids.ts';
import type { CaseId } from '../../domain/values/ids.ts';
import type { House } from '../house.ts';
import { barred } from '../outcome.ts';
import { isVotingOpen } from './open-ballot.ts';

/** 待表决: the ballots that ask for the person's vote, what ends first first. */
export async function listBallots(house: House, { by }: { readonly by: Principal }) {
  const bar = barred(house.authorize(by, 'vote.cast', { area: by.area }));
  if (bar !== undefined) return bar;
  const asked = await house.cases.askedOf(by.subject);
  const items = (await Promise.all(asked.map((caseId) => ballotOf(house, caseId, by.subject)))).flat();
  const lasting = '9999-12-31';
  const endOf = ({ dueOn }: OpenBallots['items'][number]): string => dueOn ?? lasting;
  return {
    kind: 'ballots' as const,
    view: { items: items.toSorted((a, b) => (endOf(a) < endOf(b) ? -1 : 1)) },
  };
}

/** Empty while it is not open yet, for who has declared a conflict, and between its end and its count. */
async function ballotOf(
  { cases, policy, time }: House,
  caseId: CaseId,
  subject: string,
): Promise<readonly OpenBallots['items'][number][]> {
  const head = await cases.head(caseId);
  if (head === undefined || !isOf(head, 'deliberation')) return [];
  const { ballot, motion, recused, area, method } = head;
  const seat = ballot?.seats.find((each) => each.subject === subject)?.seat;
  if (ballot === undefined || seat === undefined || recused.includes(subject)) return [];
  const taskId = toTaskId(taskIdOf(head, 'ballot', ballot.round));
  const task = await cases.task(taskId);
  if (task === undefined || !isVotingOpen(task, time.now())) return [];
  return [
    {
      caseId,
      taskId,
      title: policy.mechanism.dossiers.find((dossier) => dossier.motion === motion.kind)?.title ?? motion.kind,
      areaName: policy.areaName(area) ?? area,
      method: method ?? null,
      dueOn: task.finishLimit?.dueOn ?? null,
      provisional: task.finishLimit?.provisional ?? false,
      hasVoted: ballot.voted.includes(seat),
    },
  ];
}
