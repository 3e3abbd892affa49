import { totalLimit } from '../domain/casework/limits.ts';
import type { CaseHead } from '../domain/casework/head.ts';
import { deskOf } from '../domain/casework/desk-of.ts';
import type { Principal } from '../domain/authority/principal.ts';
import { caseIdSchema } from '../domain/values/ids.ts';
import type { CaseId } from '../domain/values/ids.ts';
import type { House } from './house.ts';
import { barred } from './outcome.ts';
import { clockOf } from './read-application.ts';

const MOST_SHOWN = 20;
const WHOLE_RECEIPT = /^\d{6}-\d{8}-[0-9A-Z]{6}$/;
const RECEIPT_END = /^[0-9A-Z]{6}$/;

/**
 * Finds an application by its receipt number, whole or its last six characters, or by the exact name of a member; only
 * within the person's own area, and only what they may know of.
 */
export async function findCases(house: House, { by, q }: { readonly by: Principal; readonly q: string }) {
  const bar = barred(house.authorize(by, 'inbox.search', { area: by.area }));
  if (bar !== undefined) return bar;
  const ids = await sought(house, by, q);
  const heads = await Promise.all(ids.slice(0, MOST_SHOWN).map((id) => house.cases.head(id)));
  const items = await Promise.all(
    heads.flatMap((head) =>
      head !== undefined && house.authorize(by, 'application.read', { area: head.area }).kind === 'allowed'
        ? [foundView(house, head)]
        : [],
    ),
  );
  return { kind: 'found' as const, view: { items, more: ids.length > MOST_SHOWN } };
}

async function sought(house: House, by: Principal, q: string): Promise<readonly CaseId[]> {
  const receipt = q.toUpperCase();
  if (WHOLE_RECEIPT.test(receipt)) return [caseIdSchema.parse(receipt)];
  const limit = MOST_SHOWN + 1;
  // Six letters may be a name as well.
  const [byReceipt, byName] = await Promise.all([
    RECEIPT_END.test(receipt) ? house.cases.find({ receiptEnd: receipt }, by.area, limit) : [],
    house.cases.find({ name: q }, by.area, limit),
  ]);
  return [...new Set([...byReceipt, ...byName])];
}

async function foundView(house: House, head: CaseHead) {
  const total = totalLimit(head, clockOf(house, head));
  const open = (await house.cases.tasks(head.caseId)).filter(({ status }) => status === 'OPEN');
  return {
    caseId: head.caseId,
    status: head.status,
    area: head.area,
    areaName: house.policy.areaName(head.area) ?? head.area,
    stage: head.stage,
    dueOn: total?.due.due ?? null,
    provisional: total?.due.provisional ?? false,
    openTasks: open.map((task) => ({
      taskId: task.taskId,
      title: deskOf(task, head).title,
      holder: task.holder ?? null,
    })),
  };
}
