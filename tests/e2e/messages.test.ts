import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changesViewSchema, messagesViewSchema, readMarkedSchema } from '../../functions/contracts/messages.ts';
import { families } from '../../local/demo/families.ts';
import { niuzhuang, Office } from '../../local/demo/office.ts';
import { expectStatus } from '../../local/demo/town-client.ts';
import { isOwnTown, nextFamily, startTown } from '../support/town.ts';
import type { Town } from '../support/town.ts';

const { window, reviewer, confirmer } = niuzhuang;

describe('messages', () => {
  let town: Town;
  let office: Office;
  beforeAll(async () => {
    town = await startTown();
    office = new Office(town.client);
  });
  afterAll(() => town.close());

  const submit = () => office.submit(families.workingPoor.build({ area: niuzhuang.area, sequence: nextFamily() }));
  const changes = async (as: string, after?: string) =>
    changesViewSchema.parse(
      expectStatus(
        await town.client.get(as, `/inbox/changes${after === undefined ? '' : `?after=${encodeURIComponent(after)}`}`),
        [200],
      ),
    );
  const everything = async (as: string) => {
    let cursor: string | undefined;
    const items = [];
    for (;;) {
      const page = await changes(as, cursor);
      items.push(...page.items);
      cursor = page.cursor;
      if (!page.more) return { items, cursor, unread: page.unread };
    }
  };
  /** Delivery follows the write that it tells of. */
  const until = async <T>(look: () => Promise<T | undefined>): Promise<T> => {
    for (let turn = 0; turn < 200; turn += 1) {
      const found = await look();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('it did not come');
  };
  const arrives = (as: string, caseId: string, template: string) =>
    until(async () => (await everything(as)).items.find((one) => one.caseId === caseId && one.template === template));

  it('tell the unit of its new work and the window of the end, with receipt and date, and nothing of the family', async () => {
    const { caseId } = await submit();
    const opened = await arrives(reviewer, caseId, 'task-opened');
    expect(opened.title).toContain('入户调查');
    expect(opened.body).toContain(caseId);
    expect(opened.body).toMatch(/办理期限:\d{4}-\d\d-\d\d/);
    await office.toConfirmation(caseId);
    expect((await arrives(confirmer, caseId, 'task-opened')).body).toContain('牛庄镇');
    await office.confirm(caseId);
    await town.client.reaches(window, caseId, 'granted');
    expect((await arrives(window, caseId, 'granted')).title).toBe(`已认定:${caseId}`);
    const { items } = await everything(window);
    const text = JSON.stringify(items);
    expect(text).not.toMatch(/(?<!\d)(\d{17}[\dX]|1[3-9]\d{9})(?!\d)/);
    expect(text).not.toMatch(/重病|残疾|疾病/);
  });

  it('to a withdrawn application tell those whose work is gone', async () => {
    const { caseId } = await submit();
    const task = await town.client.openTask(window, caseId, 'information-check');
    expectStatus(await town.client.claim(confirmer, task), [200]);
    expectStatus(await town.client.post(window, `/applications/${caseId}/withdrawal`, { reason: '不再需要' }), [200]);
    const gone = await arrives(confirmer, caseId, 'withdrawn');
    expect(gone.mailbox).toBe(`person:${confirmer}`);
  });

  it('come as changes: nothing new costs a 304 without a body, something new another mark', async () => {
    const { caseId } = await submit();
    await arrives(reviewer, caseId, 'task-opened');
    const first = await town.client.request('GET', '/inbox/changes', { as: reviewer });
    const mark = first.headers.get('etag') ?? '';
    const ask = () =>
      town.client.request('GET', '/inbox/changes', { as: reviewer, headers: { 'if-none-match': mark } });
    const same = await ask();
    expect([same.status, same.text, same.headers.get('etag')]).toEqual([304, '', mark]);
    // Another person's mark is not mine.
    const others = await town.client.request('GET', '/inbox/changes', {
      as: window,
      headers: { 'if-none-match': mark },
    });
    expect(others.status).toBe(200);
    const next = await submit();
    await arrives(reviewer, next.caseId, 'task-opened');
    expect((await ask()).status).toBe(200);
  });

  it('are read up to where they were seen, and counted until then', async () => {
    const { caseId } = await submit();
    await arrives(reviewer, caseId, 'task-opened');
    const { cursor, unread } = await everything(reviewer);
    expect(unread).toBeGreaterThan(0);
    const marked = expectStatus(await town.client.post(reviewer, '/inbox/read', { upTo: cursor }), [200]);
    expect(readMarkedSchema.parse(marked).unread).toBe(0);
    // A colleague of the unit has read nothing by that, and nobody reads for another.
    expect((await everything('reviewer2-niuzhuang')).unread).toBeGreaterThan(0);
    const foreign = { upTo: 'person%3Areviewer-niuzhuang=5&unit%3Acounty-civil-affairs-370502=99' };
    expectStatus(await town.client.post(window, '/inbox/read', foreign), [200]);
    expect((await everything('county2-dongying')).unread).toBeGreaterThan(0);
    const items = (await everything(reviewer)).items;
    expect(items.every(({ isRead }) => isRead)).toBe(true);
  });

  it('page through all mailboxes, newest first, losing and repeating nothing', async () => {
    await submit();
    await submit();
    const { items } = await until(async () => {
      const all = await everything(reviewer);
      return all.items.length >= 4 ? all : undefined;
    });
    const paged: string[] = [];
    // A home that others use holds thousands.
    const limit = isOwnTown ? 3 : 50;
    let after: string | undefined;
    do {
      const query = after === undefined ? '' : `&after=${encodeURIComponent(after)}`;
      const page = messagesViewSchema.parse(
        expectStatus(await town.client.get(reviewer, `/inbox/messages?limit=${limit}${query}`), [200]),
      );
      paged.push(...page.items.map(({ mailbox, messageId }) => `${mailbox} ${messageId}`));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(new Set(paged).size).toBe(paged.length);
    const known = new Set(items.map(({ mailbox, messageId }) => `${mailbox} ${messageId}`));
    expect(paged.filter((one) => known.has(one))).toHaveLength(known.size);
  });

  it('refuse a position that no house gave out', async () => {
    for (const path of ['/inbox/changes?after=x', '/inbox/messages?after=x%3D0']) {
      expect(await town.client.get(window, path)).toMatchObject({ status: 422, body: { code: 'invalid-cursor' } });
    }
    expect(await town.client.post(window, '/inbox/read', { upTo: 'x' })).toMatchObject({
      status: 422,
      body: { code: 'invalid-cursor', errors: [{ pointer: '/upTo' }] },
    });
    expect((await town.client.request('GET', '/inbox/changes')).status).toBe(401);
    expect((await town.client.get('medical-dongying', '/inbox/changes')).status).toBe(200);
  });
});
