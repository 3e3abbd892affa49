import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { supervisedCasesSchema, supervisionSchema } from '../../functions/contracts/supervision.ts';
import { inboxCountsSchema, inboxSchema } from '../../functions/contracts/views.ts';
import { families } from '../../local/demo/families.ts';
import { niuzhuang, Office } from '../../local/demo/office.ts';
import { expectStatus } from '../../local/demo/town-client.ts';
import type { Answer } from '../../local/demo/town-client.ts';
import { isOwnTown, nextFamily, startTown } from '../support/town.ts';
import type { Town } from '../support/town.ts';

const TOWNSHIP = 'township-370502100';
const COUNTY = 'county-civil-affairs-370502';

describe.skipIf(!isOwnTown)('the supervision board', () => {
  let town: Town;
  let office: Office;
  beforeAll(async () => {
    town = await startTown({ startAt: '2026-03-02' });
    office = new Office(town.client);
  });
  afterAll(() => town.close());

  const file = async () =>
    (await office.submit(families.workingPoor.build({ area: niuzhuang.area, sequence: nextFamily() }))).caseId;
  const codeOf = ({ status, body }: Answer) => [status, (body as { code?: string }).code];
  const board = async (as: string, query = '') =>
    supervisionSchema.parse(expectStatus(await town.client.get(as, `/supervision?${query}`), [200]));
  const behind = async (as: string, query: string, limit = 50) => {
    const items = [];
    let after: string | null = null;
    do {
      const more: string = after === null ? '' : `&after=${encodeURIComponent(after)}`;
      const answer = await town.client.get(as, `/supervision/cases?${query}&limit=${limit}${more}`);
      const page: { items: { taskId: string; caseId: string }[]; next: string | null } = supervisedCasesSchema.parse(
        expectStatus(answer, [200]),
      );
      expect(page.items.length).toBeLessThanOrEqual(limit);
      items.push(...page.items);
      after = page.next;
    } while (after !== null);
    return items;
  };
  const figure = async (as: string, unit: string, name: 'open' | 'overdue' | 'late' | 'returned' | 'closed') => {
    const { rows } = await board(as, `unit=${unit}&from=2026-03-01`);
    return rows.filter((row) => row.unit === unit).reduce((sum, row) => sum + row[name], 0);
  };

  it('agrees with the inbox and with the sweep’s records on what is overdue, day by day through a month', async () => {
    const cases: string[] = [];
    let sawOverdue = false;
    for (let step = 0; step < 16; step += 1) {
      if (step < 8) {
        const caseId = await file();
        cases.push(caseId);
        await town.client.openTask(niuzhuang.window, caseId, 'household-investigation');
        await town.client.openTask(niuzhuang.window, caseId, 'information-check');
        // Some go on, the others are left lying.
        if (step % 4 === 1) await office.lookInto(caseId);
        if (step % 4 === 2) await office.check(caseId);
        if (step === 5) {
          await office.opinion(caseId, 'refuse');
          await office.confirm(caseId, { outcome: 'return' });
          await town.client.openTask(niuzhuang.reviewer, caseId, 'township-opinion', 2);
        }
      }
      await town.client.passDays(2);
      const tasks = (await Promise.all(cases.map((caseId) => office.tasks(caseId)))).flat();
      for (const [unit, head] of [
        [TOWNSHIP, 'head-niuzhuang'],
        [COUNTY, 'head-dongying'],
      ] as const) {
        const inbox = inboxSchema.parse(expectStatus(await town.client.get(head, '/inbox?box=unit&limit=200'), [200]));
        const shown = inbox.items.filter(({ standing }) => standing === 'overdue').map(({ taskId }) => taskId);
        const counts = inboxCountsSchema.parse(expectStatus(await town.client.get(head, '/inbox/counts'), [200]));
        // What the sweep recorded, of work that is still open.
        const recorded = tasks
          .filter((task) => task.unit === unit && task.status === 'OPEN' && task.isOverdue)
          .map(({ taskId }) => taskId);
        const listed = (await behind(head, `unit=${unit}&state=overdue`, 2)).map(({ taskId }) => taskId);
        expect(listed).toEqual(shown);
        expect(recorded.toSorted()).toEqual(shown.toSorted());
        expect(counts.unit.overdue.count).toBe(shown.length);
        expect(await figure(head, unit, 'overdue')).toBe(shown.length);
        expect(await figure(head, unit, 'open')).toBe(inbox.items.length);
        sawOverdue ||= shown.length > 0;
      }
    }
    expect(sawOverdue).toBe(true);
  });

  it('shows what was closed in the period, on time and late, what was sent back, and the cases behind each', async () => {
    const { today } = await town.client.clock();
    for (const [unit, head] of [
      [TOWNSHIP, 'head-niuzhuang'],
      [COUNTY, 'supervisor-dongying'],
    ] as const) {
      const period = `unit=${unit}&from=2026-03-01`;
      expect(await behind(head, `${period}&state=late`, 1)).toHaveLength(await figure(head, unit, 'late'));
      expect(await behind(head, `${period}&state=returned`, 1)).toHaveLength(await figure(head, unit, 'returned'));
    }
    expect(await figure('supervisor-dongying', COUNTY, 'returned')).toBe(1);
    expect(await figure('supervisor-dongying', TOWNSHIP, 'closed')).toBeGreaterThan(0);
    const { rows } = await board('supervisor-dongying', `unit=${TOWNSHIP}&from=${today}`);
    expect(rows.every(({ closed, onTimeRate }) => closed === 0 && onTimeRate === null)).toBe(true);
  });

  it('sums over the units below, page by page', async () => {
    const county = await board('supervisor-dongying', `unit=${COUNTY}`);
    const units = new Set(county.rows.map(({ unit }) => unit));
    expect([...units].toSorted()).toEqual([COUNTY, TOWNSHIP]);
    expect(county.totals.open).toBe(county.rows.reduce((sum, { open }) => sum + open, 0));
    const oldest = Math.max(...county.rows.map((row) => row.oldest?.days ?? 0));
    expect(county.totals.oldest?.days).toBe(oldest);
    const whole = await board('supervisor');
    const rows = [];
    let after: string | null = '';
    while (after !== null) {
      const page = await board('supervisor', `limit=7${after === '' ? '' : `&after=${after}`}`);
      rows.push(...page.rows);
      after = page.next;
    }
    expect(rows).toEqual(whole.rows);
  });

  it('is for heads and supervisors, of their own unit and those below it', async () => {
    const ask = async (as: string, query: string, path = '/supervision') =>
      codeOf(await town.client.get(as, `${path}?${query}`));
    expect(await ask(niuzhuang.window, '')).toEqual([403, 'forbidden']);
    expect(await ask('head-niuzhuang', `unit=${COUNTY}`)).toEqual([404, 'not-found']);
    expect(await ask('supervisor-dongying', 'unit=township-370522102')).toEqual([404, 'not-found']);
    expect(await ask('supervisor', 'unit=township-000')).toEqual([422, 'unknown-unit']);
    expect(await ask('supervisor', 'from=2026-03-02&until=2026-03-01')).toEqual([422, 'unsound-period']);
    expect(await ask('supervisor', 'from=2020-03-02')).toEqual([422, 'unsound-period']);
    expect(await ask('supervisor', `unit=${COUNTY}&state=lost`, '/supervision/cases')).toEqual([
      422,
      'invalid-request',
    ]);
    expect(await ask('head-niuzhuang', `unit=${COUNTY}&state=open`, '/supervision/cases')).toEqual([404, 'not-found']);
  });
});
