import { decideRelief as judge } from '../../domain/emergency-relief/decide.ts';
import type { ReliefDecision } from '../../domain/emergency-relief/decisions.ts';
import type { ReliefHead } from '../../domain/emergency-relief/head.ts';
import { taskIdOf } from '../../domain/casework/task.ts';
import { taskId } from '../../domain/values/ids.ts';
import { motionFor } from '../open-motion.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import type { TaskPlan } from '../change-task.ts';
import type { House } from '../house.ts';
import { declined } from '../outcome.ts';
import type { Declined } from '../outcome.ts';
import { reliefLocks } from '../relief/relief-for.ts';
import { decided } from './deciding.ts';
import type { Deciding } from './deciding.ts';

/** 重大生活困难, 一事一议: the motion answers the task that the procedure opens next. */
const motionOf = (house: House, { head, task, by, decision }: Deciding<ReliefHead, ReliefDecision>) =>
  motionFor(house, {
    of: head,
    kind: 'large-relief',
    taskId: taskId(taskIdOf(head, 'relief-deliberation', task.round)),
    by,
    dossier: { summary: 'reason' in decision ? decision.reason : '' },
  });

/** Judges a step of a relief; what was paid goes onto the chain in the same write. */
export async function decideRelief(
  house: House,
  deciding: Deciding<ReliefHead, ReliefDecision>,
): Promise<TaskPlan | Declined> {
  const { head, by, behalf, decision, now } = deciding;
  const people = [by.subject, ...(behalf.onBehalfOf === undefined ? [] : [behalf.onBehalfOf])];
  if (people.some((person) => head.recused.includes(person))) {
    return declined('recused', '您已备案为该家庭的近亲属,应当回避。');
  }
  const today = civilDateOf(now);
  const smallSumFen = house.policy.setting('relief.township-small-sum');
  const verdict = judge(decision, { head, today, people, smallSumFen });
  if (verdict.kind === 'refused') return declined(verdict.code, verdict.text, { pointer: verdict.pointer });
  const { event, ends, next, outcome } = verdict;
  const persons = event.type === 'relief-paid' ? { persons: [...head.persons] } : {};
  const opened = outcome === 'to-mechanism' ? await motionOf(house, deciding) : undefined;
  const motion = opened === undefined ? {} : { motion: opened.head.caseId };
  return decided(
    deciding,
    outcome,
    { type: event.type, data: { ...event.data, ...persons, ...motion } },
    {
      next: ends ? { ...next, closedOn: today } : next,
      ...(ends ? { releaseLocks: reliefLocks(head) } : {}),
      ...(opened === undefined ? {} : { opens: [opened] }),
    },
  );
}
