import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alertViewSchema } from '../../functions/contracts/alerts.ts';
import { indicatorsViewSchema, runsViewSchema, runViewSchema } from '../../functions/contracts/discovery.ts';
import { feedImportedSchema } from '../../functions/contracts/feeds.ts';
import { taskListSchema } from '../../functions/contracts/views.ts';
import { niuzhuang } from '../../local/demo/office.ts';
import { expectStatus } from '../../local/demo/town-client.ts';
import { csvOf, invented, residentTitles } from '../support/feeds.ts';
import { isOwnTown, startTown } from '../support/town.ts';
import type { Town } from '../support/town.ts';

const { window, area } = niuzhuang;
const who = (sequence: number) => [invented(sequence).number, invented(sequence).name];

/** 1 and 2 live together and have paid much; 3 and 4 are on aid, 3 with a car and 4 no longer alive; 5 is nobody's business. */
const resident = (sequence: number, household: string) => [
  ...who(sequence),
  household,
  area,
  '农村',
  '某村',
  '某路1号',
  '',
];
const files = (day: string): Readonly<Record<string, string>> => ({
  residents: csvOf([
    residentTitles,
    resident(1, 'H1'),
    resident(2, 'H1'),
    resident(3, 'H2'),
    resident(4, 'H3'),
    resident(5, 'H4'),
  ]),
  recipients: csvOf([
    ['公民身份号码', '姓名', '户号', '现住地区划代码', '对象类别', '状态', '起始日期', '终止日期', '月救助金额(元)'],
    [...who(3), 'H2', area, '最低生活保障对象', '在享', '2024-01-01', '', '500'],
    [...who(4), 'H3', area, '最低生活保障对象', '在享', '2024-01-01', '', '500'],
  ]),
  'medical-expenses': csvOf([
    ['公民身份号码', '姓名', '结算流水号', '结算日期', '就医类别', '个人自付金额(元)'],
    [...who(1), 'S1', day, '住院', '"25,000.50"'],
    [...who(2), 'S2', day, '住院', '21000'],
  ]),
  vehicles: csvOf([
    ['公民身份号码', '姓名', '号牌号码', '车辆类型', '购置价格(元)', '登记日期'],
    [...who(3), '演A00001', '小型汽车', '80000', '2025-05-01'],
  ]),
  deaths: csvOf([
    ['公民身份号码', '姓名', '死亡日期'],
    [...who(4), '2026-02-10'],
  ]),
});

describe.skipIf(!isOwnTown)('a scan of the whole population', () => {
  let town: Town;
  beforeAll(async () => {
    town = await startTown({ startAt: '2026-03-02' });
    await deliver('2026-02-20', '2026-02-28');
  });
  afterAll(() => town.close());

  async function deliver(day: string, on: string): Promise<void> {
    const headers = { authorization: `Bearer ${await town.client.token('supervisor')}`, 'content-type': 'text/csv' };
    for (const [feed, body] of Object.entries(files(day))) {
      const response = await fetch(`${town.client.url}/feeds/${feed}/imports?on=${on}`, {
        method: 'POST',
        headers,
        body,
      });
      feedImportedSchema.parse(await response.json());
    }
  }
  const start = async () =>
    runViewSchema.parse(expectStatus(await town.client.post('supervisor', '/discovery/runs'), [201]));
  const runs = async () =>
    runsViewSchema.parse(expectStatus(await town.client.get('supervisor', '/discovery/runs'), [200]));
  const indicators = async () =>
    indicatorsViewSchema.parse(expectStatus(await town.client.get('supervisor', '/discovery/indicators'), [200])).items;
  const alerts = async () => {
    const { items } = taskListSchema.parse(expectStatus(await town.client.get(window, '/tasks?limit=100'), [200]));
    const ids = items.filter(({ kind }) => kind === 'alert-verification').map(({ caseId }) => caseId);
    return Promise.all(
      ids.map(async (id) => alertViewSchema.parse(expectStatus(await town.client.get(window, `/alerts/${id}`), [200]))),
    );
  };
  const alertOf = async (sequence: number) => {
    const found = (await alerts()).find(({ person }) => person.idNumber === invented(sequence).number);
    if (found === undefined) throw new Error(`nobody was told of ${sequence}`);
    return found;
  };

  it('raises an alert for each hit, with the reason in one sentence, where the person lives', async () => {
    const run = await start();
    expect(run).toMatchObject({
      asOf: '2026-03-02',
      startedBy: 'supervisor',
      basis: { code: 'S0', article: '二(二)' },
      persons: 5,
      identitiesOpened: 4,
      alerts: { received: 4, known: 0, updated: 0, closedBefore: 0, declined: {} },
    });
    expect(run.inputs.map(({ feed, dt, basis }) => [feed, dt, basis.code])).toContainEqual([
      'deaths',
      '2026-02-28',
      'S0',
    ]);
    const kinds = Object.fromEntries(run.indicators.map(({ indicator, kind, hits }) => [indicator, [kind, hits]]));
    expect(kinds).toMatchObject({
      'high-medical-cost': ['computed', 2],
      vehicle: ['computed', 1],
      death: ['computed', 1],
      business: ['not-computed', 0],
    });
    expect(run.indicators.find(({ indicator }) => indicator === 'business')?.reason).toBe(
      '未计算:没有收到过《经营主体登记》',
    );
    expect(await alertOf(1)).toMatchObject({
      area,
      level: 'red',
      alertKind: 'high-medical-cost',
      source: { system: 'discovery' },
      occurredOn: '2026-02-20',
      indicator: 'high-medical-cost',
      isProposed: false,
      detail:
        '《医疗费用个人负担》(2026-02-28数据)显示,近12个月个人自付医疗费用累计25,000.50元(最近一次结算2026-02-20),达到20,000元;《低收入人口名册(存量)》(2026-02-28数据)中本人未在享救助。',
    });
    expect((await alertOf(3)).detail).toContain('2025-05-01登记小型汽车,购置价格80,000元,达到50,000元');
  });

  it('shows what is open about one household together', async () => {
    const [first, second] = [await alertOf(1), await alertOf(2)];
    expect(second.householdId).toBe(first.householdId);
    expect(first.others).toMatchObject([{ caseId: second.caseId, isSamePerson: false }]);
    expect((await alertOf(3)).others).toEqual([]);
  });

  it('is the same twice: nothing new, and nobody is looked up', async () => {
    const run = await start();
    expect(run).toMatchObject({ identitiesOpened: 0, alerts: { received: 0, known: 4, updated: 0, closedBefore: 0 } });
  });

  it('leaves closed what people closed in the period, and counts whether the indicator was right', async () => {
    const { caseId } = await alertOf(3);
    const verified = {
      kind: 'alert-verification' as const,
      method: 'home-visit' as const,
      finding: '已入户核实(演示)',
    };
    await town.client.handle(window, caseId, { ...verified, isFounded: false });
    await town.client.handle(window, (await alertOf(4)).caseId, { ...verified, isFounded: true });
    expect((await start()).alerts).toMatchObject({ received: 0, known: 3, closedBefore: 1 });
    const [vehicle, death, medical] = ['vehicle', 'death', 'high-medical-cost'].map(
      (id) => async () => (await indicators()).find((one) => one.id === id),
    );
    expect(await vehicle?.()).toMatchObject({ hits: 1, verified: 1, founded: 0, precision: 0, isOn: true });
    expect(await death?.()).toMatchObject({ hits: 1, verified: 1, founded: 1, precision: 1 });
    expect(await medical?.()).toMatchObject({ hits: 2, verified: 0, precision: null, lastRunOn: '2026-03-02' });
  });

  it('tells of new facts while the alert is open, and of nothing where only the day of the data changed', async () => {
    await deliver('2026-03-01', '2026-03-01');
    expect((await start()).alerts).toMatchObject({ received: 0, updated: 2, known: 1, closedBefore: 1 });
    expect(await alertOf(1)).toMatchObject({ occurredOn: '2026-03-01' });
  });

  it('does not ask what was switched off, and has the reason on record', async () => {
    const path = '/discovery/indicators/vehicle/switch';
    const off = { isOn: false, reason: '购置价格口径待商(演示)' };
    expectStatus(await town.client.post('supervisor', path, off), [200]);
    expectStatus(await town.client.post('supervisor', path, off), [200]);
    expect((await start()).indicators.map(({ indicator }) => indicator)).not.toContain('vehicle');
    expect((await indicators()).find(({ id }) => id === 'vehicle')).toMatchObject({
      isOn: false,
      switched: { by: 'supervisor', reason: off.reason },
    });
    expectStatus(await town.client.post('supervisor', path, { ...off, isOn: true }), [200]);
    const unknown = await town.client.post('supervisor', '/discovery/indicators/yacht/switch', off);
    expect(unknown).toMatchObject({ status: 422, body: { code: 'unknown-indicator' } });
  });

  it('belongs to who watches over the city', async () => {
    for (const as of [window, 'county-dongying', 'supervisor-dongying']) {
      expect((await town.client.post(as, '/discovery/runs')).status).toBe(404);
      expect((await town.client.get(as, '/discovery/runs')).status).toBe(404);
      expect((await town.client.get(as, '/discovery/indicators')).status).toBe(404);
    }
    const row = { row: 'vehicle.2026.x', kind: 'vehicle', area, person: { idNumber: who(1)[0], name: who(1)[1] } };
    const spoofed = await town.client.post('county-dongying', '/alerts', { system: 'discovery', alert: row });
    expect(spoofed).toMatchObject({ status: 422, body: { code: 'invalid-request' } });
  });

  it('comes by itself after two in the morning of the first day of a month', async () => {
    const before = (await runs()).runs.length;
    const move = (to: string) => town.client.request('POST', '/test-clock', { as: 'supervisor', body: { to } });
    expectStatus(await move('2026-03-31'), [200]);
    expect((await runs()).runs).toHaveLength(before);
    expectStatus(await move('2026-04-01'), [200]);
    expectStatus(await move('2026-04-02'), [200]);
    const { runs: all, isIntact } = await runs();
    expect(isIntact).toBe(true);
    expect(all.slice(0, all.length - before)).toMatchObject([{ startedBy: 'system:schedule' }]);
    expect(all[0]?.inputs.find(({ feed }) => feed === 'vehicles')).not.toHaveProperty('lateDays');
    expect(all[0]?.alerts).toMatchObject({ declined: {} });
  });
});
