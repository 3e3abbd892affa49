import type { ReferralDecision } from '../../domain/referral/decisions.ts';
import type { ReferralHead } from '../../domain/referral/head.ts';
import type { TaskPlan } from '../change-task.ts';
import type { House } from '../house.ts';
import { declined } from '../outcome.ts';
import type { Declined } from '../outcome.ts';
import type { Deciding } from './deciding.ts';

export async function decideReferral(
  _house: House,
  { task }: Deciding<ReferralHead, ReferralDecision>,
): Promise<TaskPlan | Declined> {
  return declined('wrong-decision', `该任务(${task.kind})不能这样办理。`);
}
