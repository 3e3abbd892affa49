import type { DeliberationDecision } from '../../domain/deliberation/decisions.ts';
import type { DeliberationHead } from '../../domain/deliberation/head.ts';
import type { TaskPlan } from '../change-task.ts';
import type { House } from '../house.ts';
import type { Declined } from '../outcome.ts';
import type { Deciding } from './deciding.ts';

export async function decideDeliberation(
  _house: House,
  { decision }: Deciding<DeliberationHead, DeliberationDecision>,
): Promise<TaskPlan | Declined> {
  return decision;
}
