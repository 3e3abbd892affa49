import type { ReliefDecision } from '../../domain/emergency-relief/decisions.ts';
import type { ReliefHead } from '../../domain/emergency-relief/head.ts';
import type { TaskPlan } from '../change-task.ts';
import type { House } from '../house.ts';
import type { Declined } from '../outcome.ts';
import type { Deciding } from './deciding.ts';

export async function decideRelief(
  _house: House,
  { decision }: Deciding<ReliefHead, ReliefDecision>,
): Promise<TaskPlan | Declined> {
  return decision;
}
