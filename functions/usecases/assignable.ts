import { hasGivenOpinion } from '../domain/application/head.ts';
import { isOf } from '../domain/casework/head.ts';
import type { CaseHead } from '../domain/casework/head.ts';
import type { TaskRecord } from '../domain/casework/task.ts';
import { deskOf } from '../domain/casework/desk-of.ts';
import type { StaffMember } from '../domain/people/staff.ts';
import { isWithin } from '../domain/values/area-code.ts';
import { declined } from './outcome.ts';
import type { Declined } from './outcome.ts';

/** Why a piece of work cannot be put into that person's hands; undefined where it can. Their unit is another question. */
export function unsuited(head: CaseHead, task: TaskRecord, to: StaffMember, pointer = '/to'): Declined | undefined {
  const { roles } = deskOf(task, head);
  if (!isWithin(task.area, to.area)) {
    return declined('outside-unit-tree', '该人员的管辖区域不含本案所在地。', { pointer });
  }
  if (!roles.some((role) => to.roles.includes(role))) {
    return declined('role-missing', '该人员不具备办理该任务所需的岗位。', { pointer });
  }
  if (head.recused.includes(to.subject)) {
    return declined('recused', '该人员已备案为该家庭的近亲属,应当回避。', { pointer });
  }
  if (isOf(head, 'application') && task.kind === 'confirmation' && hasGivenOpinion(head, to.subject)) {
    return declined('self-approval', '提出初审意见的人不能办理本案的审核确认。', { pointer });
  }
  return undefined;
}
