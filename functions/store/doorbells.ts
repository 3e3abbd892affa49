import type { CaseHead } from '../domain/casework/head.ts';
import type { Doorbells } from '../ports/cases.ts';
import type { WriteAction } from '../ports/item-store.ts';
import type { StoreParts } from './parts.ts';
import { outboxItem, taskItem } from './items.ts';
import * as keys from './keys.ts';
import type { Tokens } from './tokens.ts';

export function createDoorbells({ items, time, ids }: StoreParts, tokens: Tokens): Doorbells {
  const generationStands = (head: CaseHead): WriteAction => ({
    kind: 'check',
    key: keys.headKey(head.caseId),
    when: { equals: { gen: head.gen } },
  });

  return {
    async put(head, task, token) {
      const { caseId, taskId } = task;
      const result = await items.transact([
        generationStands(head),
        await tokens.leave(caseId, taskId, token),
        task.status === 'OPEN'
          ? { kind: 'check', key: keys.taskKey(caseId, taskId), when: { equals: { status: 'OPEN' } } }
          : { kind: 'put', item: outboxItem({ kind: 'ring', caseId, taskId }, ids.unique(), time.now()) },
      ]);
      if (result.kind === 'committed') return 'put';
      return result.failures.some((failure) => failure.action === 0) ? 'superseded' : 'stale';
    },

    async tokens(caseId, taskId) {
      const left = await tokens.at(caseId, taskId);
      return Promise.all(left.map(async (item) => ({ id: `${item.pk}|${item.sk}`, token: await tokens.open(item) })));
    },

    async settle(head, task, at) {
      const result = await items.transact([
        generationStands(head),
        {
          kind: 'put',
          item: taskItem({ ...task, revision: task.revision + 1, settledAt: at }, at),
          when: { equals: { revision: task.revision } },
        },
      ]);
      if (result.kind === 'committed') return 'settled';
      return result.failures.some((failure) => failure.action === 0) ? 'superseded' : 'stale';
    },
  };
}
