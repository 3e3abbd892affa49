import { createHash } from 'node:crypto';
import type { MessageView } from '../contracts/messages.ts';
import type { Principal } from '../domain/authority/principal.ts';
import { readPositions, writePositions } from '../domain/notification/cursor.ts';
import { mailboxesOf } from '../domain/notification/mailboxes.ts';
import type { Mail, Positions } from '../ports/notification.ts';
import type { House } from './house.ts';
import { barred, declined } from './outcome.ts';
import type { Declined } from './outcome.ts';

/** What one answer holds, over all mailboxes. */
const MOST_CHANGES = 200;

const badCursor = (pointer: string): Declined =>
  declined('invalid-cursor', '该位置无效,请从头读取,或者使用上一次返回的位置。', { pointer });

/** Newest first. `after`: where the page before ended. */
export async function readMessages(
  house: House,
  { by, limit, after }: { readonly by: Principal; readonly limit: number; readonly after?: string },
) {
  const bar = barred(house.authorize(by, 'inbox.read', { area: by.area }));
  if (bar !== undefined) return bar;
  const mailboxes = mailboxesOf(by);
  const [last, read] = await Promise.all([house.mailroom.last(mailboxes), house.mailroom.read(by.subject)]);
  // A page ends before the last message that was shown of each mailbox.
  const from = after === undefined ? shifted(last, 1) : readPositions(after);
  if (from === undefined) return badCursor('#query/after');
  const found = await Promise.all(
    mailboxes.map((mailbox) =>
      house.mailroom.before(mailbox, Math.min(from[mailbox] ?? 0, (last[mailbox] ?? 0) + 1), limit),
    ),
  );
  const page = found.flat().toSorted(newestFirst).slice(0, limit);
  const ends: Record<string, number> = {};
  for (const mailbox of mailboxes) ends[mailbox] = from[mailbox] ?? 0;
  for (const { mailbox, seq } of page) ends[mailbox] = seq;
  const isLast = mailboxes.every((mailbox) => (ends[mailbox] ?? 0) <= 1);
  return {
    kind: 'messages' as const,
    view: {
      items: page.map((mail) => viewOf(mail, read)),
      next: isLast ? null : writePositions(ends),
      unread: unreadOf(mailboxes, last, read),
    },
  };
}

export interface ReadChangesInput {
  readonly by: Principal;
  readonly after?: string;
  /** The mark of the answer that the client has. */
  readonly seen?: string;
}

/**
 * All that came since the cursor, oldest first. The mark changes with the mail and with what was read of it, so that a
 * client that asks every few seconds is answered from two small reads.
 */
export async function readChanges(house: House, { by, after, seen }: ReadChangesInput) {
  const bar = barred(house.authorize(by, 'inbox.read', { area: by.area }));
  if (bar !== undefined) return bar;
  const from = after === undefined ? {} : readPositions(after);
  if (from === undefined) return badCursor('#query/after');
  const mailboxes = mailboxesOf(by);
  const [last, read] = await Promise.all([house.mailroom.last(mailboxes), house.mailroom.read(by.subject)]);
  const mark = createHash('sha256')
    .update(JSON.stringify([by.subject, after ?? '', writePositions(last), writePositions(read)]))
    .digest('base64url')
    .slice(0, 27);
  if (seen === mark) return { kind: 'unchanged' as const, mark };
  const behind = mailboxes.filter((mailbox) => (last[mailbox] ?? 0) > (from[mailbox] ?? 0));
  const found = await Promise.all(
    behind.map((mailbox) => house.mailroom.since(mailbox, from[mailbox] ?? 0, MOST_CHANGES)),
  );
  const items = found
    .flat()
    .toSorted((a, b) => newestFirst(b, a))
    .slice(0, MOST_CHANGES);
  const ends: Record<string, number> = {};
  for (const mailbox of mailboxes) ends[mailbox] = Math.min(from[mailbox] ?? 0, last[mailbox] ?? 0);
  for (const { mailbox, seq } of items) ends[mailbox] = Math.max(ends[mailbox] ?? 0, seq);
  return {
    kind: 'changes' as const,
    mark,
    view: {
      items: items.map((mail) => viewOf(mail, read)),
      cursor: writePositions(ends),
      more: mailboxes.some((mailbox) => (ends[mailbox] ?? 0) < (last[mailbox] ?? 0)),
      unread: unreadOf(mailboxes, last, read),
    },
  };
}

/** What was seen up to a cursor counts as read. Repeating it changes nothing, key or no key: marks only move forward. */
export async function markRead(house: House, { by, upTo }: { readonly by: Principal; readonly upTo: string }) {
  const bar = barred(house.authorize(by, 'inbox.read', { area: by.area }));
  if (bar !== undefined) return bar;
  const positions = readPositions(upTo);
  if (positions === undefined) return badCursor('/upTo');
  const mailboxes = mailboxesOf(by);
  const last = await house.mailroom.last(mailboxes);
  // Nobody marks what has not come yet, nor another's mailbox.
  const own = mailboxes.flatMap((mailbox): [string, number][] => {
    const seq = Math.min(positions[mailbox] ?? 0, last[mailbox] ?? 0);
    return seq > 0 ? [[mailbox, seq]] : [];
  });
  await house.mailroom.markRead(by.subject, Object.fromEntries(own));
  const read = await house.mailroom.read(by.subject);
  return { kind: 'read' as const, unread: unreadOf(mailboxes, last, read) };
}

const shifted = (positions: Positions, by: number): Positions =>
  Object.fromEntries(Object.entries(positions).map(([mailbox, seq]) => [mailbox, seq + by]));

/** Total, so that pages neither lose nor repeat. Mail of one mailbox stands in the order of its numbers. */
function newestFirst(a: Mail, b: Mail): number {
  if (a.mailbox === b.mailbox) return b.seq - a.seq;
  return b.at - a.at || (a.mailbox < b.mailbox ? -1 : 1);
}

const unreadOf = (mailboxes: readonly string[], last: Positions, read: Positions): number =>
  mailboxes.reduce((sum, mailbox) => sum + Math.max(0, (last[mailbox] ?? 0) - (read[mailbox] ?? 0)), 0);

function viewOf(
  { messageId, template, title, body, caseId, taskId, at, mailbox, seq }: Mail,
  read: Positions,
): MessageView {
  const isRead = seq <= (read[mailbox] ?? 0);
  return { messageId, template, title, body, caseId: caseId ?? null, taskId: taskId ?? null, at, mailbox, isRead };
}
