import type { AlertDecision } from '../../domain/alert/decisions.ts';
import type { AlertHead } from '../../domain/alert/head.ts';
import type { TaskPlan } from '../change-task.ts';
import type { House } from '../house.ts';
import type { Declined } from '../outcome.ts';
import type { Deciding } from './deciding.ts';

export async function decideAlert(
  _house: House,
  { decision }: Deciding<AlertHead, AlertDecision>,
): Promise<TaskPlan | Declined> {
  return decision;
}
