import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VisitOpened, VisitsRecorded } from '../../functions/contracts/visits.ts';
import { families } from '../../local/demo/families.ts';
import { chenzhuang, niuzhuang, Office } from '../../local/demo/office.ts';
import { expectStatus, patiently } from '../../local/demo/town-client.ts';
import { nextFamily, startTown } from '../support/town.ts';
import type { Town } from '../support/town.ts';

const { window, area } = niuzhuang;
const village = 'village-niuzhuang';
const county = 'county-dongying';

let town: Town;
let office: Office;
beforeAll(async () => {
  town = await startTown();
  office = new Office(town.client);
});
afterAll(() => town.close());

const submission = () => families.workingPoor.build({ area, sequence: nextFamily() });

type View = Record<string, unknown> & { readonly history: readonly unknown[]; readonly ledTo: string | null };
const view = async (visit: string, as = window) =>
  expectStatus(await town.client.get(as, `/visits/${visit}`), [200]) as View;

const report = (more: object = {}) => ({
  kind: 'report',
  area,
  village: '大杨村',
  priority: 'illness',
  address: '大杨村12号(演示)',
  what: '户主住院,家里没有收入(演示)',
  ...more,
});
const open = async (body: object, as = village) =>
  expectStatus(await town.client.post(as, '/visits', body), [201]) as VisitOpened;

let records = 0;
async function record(visit: string, more: object = {}) {
  records += 1;
  const { now } = await town.client.clock();
  return {
    recordId: `device-0001-${records}`,
    visit,
    visitedAt: new Date(Date.parse(now) - 60_000).toISOString(),
    visitors: ['王协理(演示)'],
    presence: 'met',
    finding: 'no-need',
    notes: '入户查看(演示)',
    ...more,
  };
}
const send = async (list: readonly unknown[], as = village) =>
  expectStatus(await town.client.post(as, '/visits/records', { records: list }), [200]) as VisitsRecorded;

async function alerted(more: object = {}) {
  const [person] = submission().family.members;
  if (person === undefined) throw new Error('a family has members');
  const alert = {
    row: `visit-row-${nextFamily()}`,
    kind: 'high-medical-cost',
    area,
    person: { name: person.name, idNumber: person.idNumber },
    ...more,
  };
  const answer = await town.client.post(county, '/alerts', { system: 'medical-security', alert });
  return { alert, caseId: (expectStatus(answer, [201]) as { caseId: string }).caseId };
}
const conclude = (visit: string) =>
  town.client.handle(window, visit, {
    kind: 'household-visit',
    reason: '走访完毕(演示)',
    alerts: [],
  });

describe('a visit', () => {
  it('begins with a village worker’s word, and a family that qualifies has its application in the same write', async () => {
    const { caseId } = await open(report());
    expect(await view(caseId, village)).toMatchObject({
      priority: 'illness',
      level: 'orange',
      village: '大杨村',
      report: '户主住院,家里没有收入(演示)',
      known: { members: [], address: '大杨村12号(演示)' },
      hoursToStart: null,
    });
    await town.client.passDays(1);
    const { family } = submission();
    const unknown = await send([await record(caseId, { finding: 'qualifies' })]);
    expect(unknown.problems).toMatchObject([{ field: '/family', reason: expect.stringContaining('身份证号码') }]);
    const sent = await send([await record(caseId, { finding: 'qualifies', family })]);
    expect(sent).toMatchObject({ recorded: 1, rejected: 0 });
    const ledTo = sent.rows[0]?.ledTo ?? '';
    const visit = await view(caseId);
    expect(visit).toMatchObject({ finding: 'qualifies', ledTo });
    expect(visit['hoursToStart']).toBeGreaterThanOrEqual(24);
    expect(await town.client.application(window, ledTo)).toMatchObject({ status: 'awaiting-documents' });
    const [registered] = (await office.events(ledTo)).items;
    expect(registered).toMatchObject({ type: 'application-registered', actor: village, data: { visit: caseId } });
    await conclude(caseId);
    expect(await view(caseId)).toMatchObject({ status: 'closed' });
    const types = (await office.events(caseId)).items.map(({ type }) => type);
    expect(types).toEqual([
      'visit-opened',
      'task-opened',
      'visit-recorded',
      'visit-led-to',
      'task-claimed',
      'visit-concluded',
    ]);
  });

  it('is counted with the hours from the first sign to the application', async () => {
    const before = expectStatus(await town.client.get('supervisor', '/supervision/visits'), [200]) as {
      readonly concluded: number;
      readonly started: number;
    };
    const { caseId } = await open(report());
    await town.client.passDays(2);
    const { family } = submission();
    await send([await record(caseId, { finding: 'qualifies', family })]);
    await conclude(caseId);
    const after = expectStatus(await town.client.get('supervisor', '/supervision/visits'), [200]) as {
      readonly longest: readonly { readonly caseId: string; readonly hours: number }[];
    };
    expect(after).toMatchObject({ concluded: before.concluded + 1, started: before.started + 1 });
    expect(after.longest[0]).toMatchObject({ caseId });
    expect(after.longest[0]?.hours).toBeGreaterThanOrEqual(48);
    expect((await town.client.get(village, '/supervision/visits')).status).toBe(403);
  });

  it('names the application that a family has already', async () => {
    const { family, ...rest } = submission();
    const { caseId: running } = await office.submit({ family, ...rest });
    const { caseId } = await open(report());
    const sent = await send([await record(caseId, { finding: 'qualifies', family })]);
    expect(sent.rows).toMatchObject([{ as: 'recorded', ledTo: running }]);
    expect(await view(caseId)).toMatchObject({ ledTo: running, hoursToStart: null });
  });

  it('looks into all alerts about a household, and what it finds verifies each', async () => {
    const first = await alerted();
    const second = await alerted({ kind: 'new-disability', person: first.alert.person });
    const { caseId, as } = await open({ kind: 'alerts', alerts: [first.caseId] }, window);
    expect(as).toBe('opened');
    expect(await open({ kind: 'alerts', alerts: [first.caseId, second.caseId] }, window)).toEqual({
      kind: 'visit-opened',
      caseId,
      as: 'joined',
    });
    expect((await open({ kind: 'alerts', alerts: [second.caseId] }, window)).as).toBe('known');
    // The same request again gets the first answer, though nothing would be left to do.
    const key = { 'idempotency-key': `visit-${first.caseId}` };
    const third = await alerted({ kind: 'house', person: first.alert.person });
    const ask = () => town.client.post(window, '/visits', { kind: 'alerts', alerts: [third.caseId] }, key);
    expect((await ask()).body).toMatchObject({ as: 'joined' });
    expect((await ask()).body).toMatchObject({ as: 'joined' });
    expect(await view(caseId)).toMatchObject({ priority: 'illness', level: 'red', needsTwo: true });
    const task = await town.client.openTask(window, caseId, 'household-visit');
    const claimed = expectStatus(await town.client.claim(window, task), [200]) as typeof task;
    const decide = (alerts: readonly object[]) =>
      town.client.decide(window, claimed, { kind: 'household-visit', reason: '走访完毕(演示)', alerts });
    expect(await decide([])).toMatchObject({ status: 409, body: { code: 'no-visit-recorded' } });
    await send([await record(caseId, { finding: 'other-help', visitors: ['甲(演示)', '乙(演示)'] })]);
    expect(await decide([{ alert: first.caseId, isFounded: true, finding: '属实' }])).toMatchObject({
      status: 422,
      body: { code: 'findings-incomplete' },
    });
    const concluded = await decide([
      { alert: first.caseId, isFounded: true, finding: '自付费用属实(演示)' },
      { alert: second.caseId, isFounded: false, finding: '并未新办(演示)' },
      { alert: third.caseId, isFounded: false, finding: '并无房产(演示)' },
    ]);
    expect(concluded.status).toBe(200);
    const verified = async (alert: string) => {
      const seen = expectStatus(await town.client.get(county, `/alerts/${alert}`), [200]) as Record<string, unknown>;
      return seen['isFounded'] === null ? undefined : seen;
    };
    expect(await patiently(() => verified(first.caseId))).toMatchObject({ isFounded: true, stage: 'DisposeOfAlert' });
    expect(await patiently(() => verified(second.caseId))).toMatchObject({ status: 'closed', outcome: 'unfounded' });
    const events = (await office.events(first.caseId)).items;
    expect(events.find(({ type }) => type === 'alert-verified')).toMatchObject({
      actor: window,
      data: { method: 'home-visit', isFounded: true },
    });
    // The household's next sign is another visit.
    const fourth = await alerted({ kind: 'joblessness', person: first.alert.person });
    const next = await open({ kind: 'alerts', alerts: [fourth.caseId] }, window);
    expect(next).toMatchObject({ as: 'opened' });
    expect(next.caseId).not.toBe(caseId);
  });

  it('asks for two visitors where running aid is in question', async () => {
    const { caseId: alert } = await alerted({ kind: 'vehicle' });
    const { caseId } = await open({ kind: 'alerts', alerts: [alert] }, window);
    expect(await view(caseId)).toMatchObject({ needsTwo: true, priority: 'other' });
    const alone = await send([await record(caseId)]);
    expect(alone.problems).toMatchObject([{ field: '/visitors', reason: expect.stringContaining('两人以上') }]);
    expect(await send([await record(caseId, { visitors: ['甲(演示)', '乙(演示)'] })])).toMatchObject({ recorded: 1 });
  });

  it('is planned for a worker and a village, the most pressing limit first', async () => {
    const far = await open(report({ village: '小张村', priority: 'other' }));
    const near = await open(report({ village: '小张村', priority: 'sudden' }));
    const { today } = await town.client.clock();
    const plan = await town.client.post(window, '/visits/plans', {
      visits: [near.caseId, far.caseId, 'nothing'],
      worker: '李协理',
      on: today,
    });
    expect(plan).toMatchObject({
      status: 200,
      body: { planned: [near.caseId, far.caseId], problems: [{ caseId: 'nothing', reason: '没有找到该走访。' }] },
    });
    const list = async (query: string) => {
      const found: string[] = [];
      let next: string | null = '';
      do {
        const after: string = next === '' ? '' : `&after=${encodeURIComponent(next)}`;
        const page = expectStatus(await town.client.get(village, `/visits?area=${area}${query}${after}`), [200]) as {
          items: { caseId: string }[];
          next: string | null;
        };
        found.push(...page.items.map(({ caseId }) => caseId));
        ({ next } = page);
      } while (next !== null);
      return found;
    };
    expect(await list(`&village=${encodeURIComponent('小张村')}`)).toEqual([near.caseId, far.caseId]);
    expect(await list(`&worker=${encodeURIComponent('李协理')}`)).toEqual([near.caseId, far.caseId]);
    expect(await list(`&village=${encodeURIComponent('无此村')}`)).toEqual([]);
    expect(
      await town.client.post(window, '/visits/plans', { visits: [near.caseId], worker: '李', on: '2020-01-01' }),
    ).toMatchObject({ status: 422, body: { code: 'date-in-past' } });
  });

  it('comes to the same in whatever order, late and as often the records arrive', async () => {
    const { now } = await town.client.clock();
    const at = (minutes: number) => new Date(Date.parse(now) - minutes * 60_000).toISOString();
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), fc.boolean(), async (order, isBatch) => {
        const { family } = submission();
        const { caseId } = await open(report());
        const tag = caseId.slice(-6);
        const gathered = [
          await record(caseId, {
            recordId: `${tag}-one-1`,
            visitedAt: at(40),
            presence: 'not-at-home',
            finding: undefined,
          }),
          await record(caseId, { recordId: `${tag}-two-2`, visitedAt: at(30), finding: 'no-need' }),
          await record(caseId, { recordId: `${tag}-six-3`, visitedAt: at(20), finding: 'qualifies', family }),
          await record(caseId, { recordId: `${tag}-ten-4`, visitedAt: at(10), finding: 'other-help' }),
        ];
        const sent = order.map((index) => gathered[index]);
        if (isBatch) await send([...sent, ...sent]);
        else for (const one of [...sent, sent[0]]) await send([one]);
        const seen = await view(caseId);
        expect(seen.history).toMatchObject(gathered.map(({ recordId }) => ({ recordId })));
        expect(seen).toMatchObject({ finding: 'qualifies', status: 'in-progress' });
        expect(seen.ledTo).not.toBeNull();
        const types = (await office.events(caseId)).items.map(({ type }) => type);
        expect(types.filter((type) => type === 'visit-recorded')).toHaveLength(4);
        expect(types.filter((type) => type === 'visit-led-to')).toHaveLength(1);
      }),
      { numRuns: 12 },
    );
  });

  it('keeps who was there, and the hashes of pictures that stay with the office', async () => {
    const { caseId } = await open(report());
    const photos = [{ sha256: 'ab'.repeat(32) }, { sha256: 'cd'.repeat(32) }];
    await send([await record(caseId, { visitors: ['王协理(演示)', '赵主任(演示)'], photos })]);
    expect((await view(caseId))['history']).toMatchObject([{ visitors: ['王协理(演示)', '赵主任(演示)'], photos }]);
  });

  it('takes in a record that comes after it was concluded', async () => {
    const { caseId } = await open(report());
    await send([await record(caseId)]);
    await conclude(caseId);
    const { family } = submission();
    const late = await send([await record(caseId, { finding: 'qualifies', family })]);
    expect(late.rows).toMatchObject([{ as: 'recorded', ledTo: expect.any(String) }]);
    expect(await view(caseId)).toMatchObject({ status: 'closed', finding: 'qualifies' });
  });

  it('refuses what is broken, row by row, and keeps the rest', async () => {
    const { caseId } = await open(report());
    const good = await record(caseId);
    const sent = await send([
      good,
      { ...(await record(caseId)), presence: 'not-at-home' },
      { ...(await record(caseId)), visitedAt: '2026-13-01' },
      { ...good, notes: '另一内容(演示)' },
      { ...(await record(caseId)), visitedAt: '2099-01-01T00:00:00Z' },
      await record('370502-20260101-ABCDEF'),
      'nonsense',
      { ...(await record(caseId)), photos: [{ sha256: 'x' }] },
    ]);
    expect(sent).toMatchObject({ recorded: 1, rejected: 7 });
    expect(sent.problems.map(({ index, field }) => [index, field])).toEqual([
      [1, '/finding'],
      [2, '/visitedAt'],
      [3, '/recordId'],
      [4, '/visitedAt'],
      [5, '/visit'],
      [6, '/'],
      [7, '/photos/0/sha256'],
    ]);
    for (const { reason } of sent.problems) expect(reason).toMatch(/[\u4e00-\u9fff]/);
    expect((await view(caseId)).history).toHaveLength(1);
  });

  it('is unknown to the next town, and no business of a department', async () => {
    const { caseId } = await open(report());
    expect((await town.client.get(chenzhuang.window, `/visits/${caseId}`)).status).toBe(404);
    expect((await send([await record(caseId)], chenzhuang.window)).problems).toMatchObject([
      { field: '/visit', reason: '没有找到该走访,请核对编号。' },
    ]);
    expect(await town.client.post(village, '/visits', report({ area: chenzhuang.area }))).toMatchObject({
      status: 404,
    });
    const { caseId: alert } = await alerted();
    expect(await town.client.post(village, '/visits', { kind: 'alerts', alerts: [alert] })).toMatchObject({
      status: 403,
    });
    const { caseId: other } = await alerted();
    expect(await town.client.post(window, '/visits', { kind: 'alerts', alerts: [alert, other] })).toMatchObject({
      status: 422,
      body: { code: 'another-household' },
    });
  });
});
