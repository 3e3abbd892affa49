import type { CaseChange, CommitResult, OpenedCase } from '../ports/cases.ts';
import type { WriteAction } from '../ports/item-store.ts';
import type { StoreParts } from './parts.ts';
import { link } from './event-chain.ts';
import { eventItem, headItem, noticeItem, outboxItem, poolItem, recheckItem, taskItem } from './items.ts';
import * as keys from './keys.ts';
import { nextHead } from './next-head.ts';
import { onceAction } from './once.ts';
import { belongingActions } from './belonging.ts';
import { sourceAction } from './opening.ts';
import type { Opening } from './opening.ts';
import type { Sealing } from './sealing.ts';
import { summaryActions } from './summaries.ts';
import type { Tokens } from './tokens.ts';

/** One write of a case: every part of it in one transaction. */
export function createCommit(
  { items, time, ids, vault }: StoreParts,
  tokens: Tokens,
  sealing: Sealing,
  opening: (opened: OpenedCase) => Promise<Opening>,
): (change: CaseChange) => Promise<CommitResult> {
  return async (change) => {
    const { head } = change;
    const at = time.now();
    const events = link(head, change.events, at);
    const head2 = nextHead(head, at, change.next, events, change.forget);
    const actions: WriteAction[] = [];
    if (change.once !== undefined) actions.push(onceAction(change.once, at));
    actions.push({
      kind: 'put',
      item: headItem(head2),
      when: { equals: { version: head.version, gen: head.gen } },
    });
    for (const event of events) actions.push({ kind: 'put', item: eventItem(event) });
    for (const task of change.tasks ?? []) {
      actions.push(
        task.kind === 'open'
          ? { kind: 'put', item: taskItem(task.task, at), when: { exists: false } }
          : {
              kind: 'put',
              item: taskItem({ ...task.to, revision: task.from.revision + 1 }, at),
              when: { equals: { revision: task.from.revision, status: task.from.status } },
            },
      );
    }
    const presentAt = actions.length;
    for (const subject of change.present ?? []) {
      actions.push({ kind: 'check', key: keys.staffKey(subject), when: { absent: ['leftOn'] } });
    }
    const presentUntil = actions.length;
    if (change.handover !== undefined) {
      actions.push({
        kind: 'update',
        key: keys.handoverKey(change.handover.id),
        add: { moved: 1 },
        when: { exists: true },
      });
    }
    if (change.token !== undefined) {
      actions.push(await tokens.leave(head.caseId, change.token.taskId, change.token.token));
    }
    for (const message of change.outbox ?? []) {
      actions.push({ kind: 'put', item: outboxItem(message, ids.unique(), at) });
    }
    actions.push(...(change.summary ?? []).flatMap(summaryActions));
    const sealed = [
      ...(change.facts === undefined ? [] : [{ name: 'facts', content: change.facts }]),
      ...(change.sealed ?? []),
    ];
    for (const { name, content } of sealed) {
      actions.push(await sealing.seal(head, await sealing.wrappedKey(head.householdId), name, content));
    }
    if (change.notices?.post !== undefined) actions.push({ kind: 'put', item: noticeItem(change.notices.post) });
    if (change.notices?.takeDown !== undefined) {
      actions.push({
        kind: 'update',
        key: keys.noticeKey(head.caseId, change.notices.takeDown.noticeId),
        remove: ['gsi1pk', 'gsi1sk'],
        // What was shown stays with the case, sealed; in the clear it outlives no notice.
        set: { takenDownAt: at, fields: {} },
      });
    }
    for (const entry of change.pool ?? []) actions.push({ kind: 'put', item: poolItem(entry, at) });
    for (const record of change.rechecks ?? []) actions.push({ kind: 'put', item: recheckItem(record, at) });
    actions.push(...(await belongingActions(change, vault)));
    for (const { caseId, determination } of change.rechecksOver ?? []) {
      actions.push({ kind: 'delete', key: keys.recheckKey(caseId, determination) });
    }
    for (const { caseId, memberId } of change.poolLeft ?? []) {
      actions.push({
        kind: 'update',
        key: keys.poolKey(caseId, memberId),
        remove: ['gsi1pk', 'gsi1sk', 'gsi3pk', 'gsi3sk'],
        set: { leftAt: at },
      });
    }
    const { from: asked = [], noMore = [] } = change.asks ?? {};
    for (const subject of asked) {
      actions.push({ kind: 'put', item: { ...keys.askedKey(subject, head.caseId), caseId: head.caseId } });
    }
    for (const subject of noMore) actions.push({ kind: 'delete', key: keys.askedKey(subject, head.caseId) });
    if (change.source !== undefined) actions.push(sourceAction({ ...change.source, after: head.caseId }, head.caseId));
    for (const lock of change.releaseLocks ?? []) {
      // Unconditional: only the holder of the case's version comes here, and the lock is this case's while it is open.
      actions.push({ kind: 'delete', key: keys.lockKey(lock.person, lock.purpose) });
    }
    if (change.tally !== undefined) {
      const { name, was, next } = change.tally;
      const when = was.seen === 0 ? { exists: false } : { equals: { seen: was.seen, drawn: was.drawn } };
      actions.push({ kind: 'put', item: { ...keys.tallyKey(name), seen: next.seen, drawn: next.drawn }, when });
    }
    if (change.judged !== undefined) {
      const { indicator, isFounded } = change.judged;
      const add = { verified: 1, founded: isFounded ? 1 : 0 };
      actions.push({ kind: 'update', key: keys.indicatorKey(indicator), add });
    }
    if (change.step !== undefined) {
      actions.push({
        kind: 'put',
        item: { ...keys.stepKey(head.caseId, change.step.id), result: change.step.result },
        when: { exists: false },
      });
    }
    const openedAt: { readonly from: number; readonly refusal: Opening['refusal'] }[] = [];
    for (const opened of change.opens ?? []) {
      const begun = await opening(opened);
      openedAt.push({ from: actions.length, refusal: begun.refusal });
      actions.push(...begun.actions);
    }
    const result = await items.transact(actions);
    if (result.kind === 'committed') return { kind: 'committed', head: head2 };
    const repeated = change.once !== undefined && result.failures.some((failure) => failure.action === 0);
    if (repeated) return { kind: 'repeated' };
    for (const { from, refusal } of openedAt) {
      const refused = refusal(new Map(result.failures.map(({ action, item }) => [action - from, item])));
      if (refused?.kind === 'locked') return refused;
    }
    const hasLeft = result.failures.some(({ action }) => action >= presentAt && action < presentUntil);
    return { kind: hasLeft ? 'person-left' : 'stale' };
  };
}
