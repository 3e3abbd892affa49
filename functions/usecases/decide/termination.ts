import type { TerminationDecision } from '../../domain/termination/decisions.ts';
import type { TerminationHead } from '../../domain/termination/head.ts';
import type { TaskPlan } from '../change-task.ts';
import type { House } from '../house.ts';
import type { Declined } from '../outcome.ts';
import type { Deciding } from './deciding.ts';

export async function decideTermination(
  _house: House,
  { decision }: Deciding<TerminationHead, TerminationDecision>,
): Promise<TaskPlan | Declined> {
  return decision;
}
