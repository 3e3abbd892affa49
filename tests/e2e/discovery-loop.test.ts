import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alertViewSchema } from '../../functions/contracts/alerts.ts';
import type { HouseholdView } from '../../functions/contracts/households.ts';
import type { VisitsRecorded } from '../../functions/contracts/visits.ts';
import { families } from '../../local/demo/families.ts';
import type { Submission } from '../../local/demo/families.ts';
import { niuzhuang, Office } from '../../local/demo/office.ts';
import { fictitiousIdNumber } from '../../local/demo/people.ts';
import { TerminationDesk } from '../../local/demo/termination-desk.ts';
import { expectStatus } from '../../local/demo/town-client.ts';
import type { TypedDecision } from '../../local/demo/town-client.ts';
import { csvOf, residentTitles } from '../support/feeds.ts';
import { isOwnTown, nextFamily, startTown } from '../support/town.ts';
import type { Town } from '../support/town.ts';

const { window, area } = niuzhuang;
const village = 'village-niuzhuang';
const county = 'county-dongying';
const supervisor = 'supervisor';

const titles = {
  medical: ['公民身份号码', '姓名', '结算流水号', '结算日期', '就医类别', '个人自付金额(元)'],
  deaths: ['公民身份号码', '姓名', '死亡日期'],
  cards: ['公民身份号码', '姓名', '残疾人证号', '残疾类别', '残疾等级', '发证日期', '有效期至'],
  disasters: ['公民身份号码', '姓名', '事件', '发生日期', '家庭损失(元)'],
  granted: ['公民身份号码', '姓名', '项目', '发放日期', '有效期至', '金额(元)'],
  recipients: [
    '公民身份号码',
    '姓名',
    '户号',
    '现住地区划代码',
    '对象类别',
    '状态',
    '起始日期',
    '终止日期',
    '月救助金额(元)',
  ],
};

/** From what departments deliver to help, to a lawful end, and to what is still missing: the loop of the notice, part 二. */
describe.skipIf(!isOwnTown)('dynamic monitoring', () => {
  let town: Town;
  let office: Office;
  let desk: TerminationDesk;
  const city: Submission[] = [];
  beforeAll(async () => {
    town = await startTown({ startAt: '2026-03-02' });
    office = new Office(town.client);
    desk = new TerminationDesk(office);
  });
  afterAll(() => town.close());

  const poor = (family = families.workingPoor) => {
    const submission = family.build({ area, sequence: nextFamily() });
    city.push(submission);
    return submission;
  };
  const who = ({ family }: Submission, at = 0) => {
    const member = family.members[at];
    if (member === undefined) throw new Error('a family has members');
    return member;
  };
  const today = async () => (await town.client.clock()).today;
  async function deliver(feed: string, rows: readonly (readonly string[])[]): Promise<void> {
    const headers = { 'content-type': 'text/csv' };
    const path = `/feeds/${feed}/imports?on=${await today()}`;
    expectStatus(await town.client.post(supervisor, path, csvOf(rows), headers), [201]);
  }
  const residents = () =>
    deliver('residents', [
      residentTitles,
      ...city.flatMap(({ family }, household) =>
        family.members.map(({ idNumber, name }) => [
          idNumber,
          name,
          `L${household}`,
          area,
          '农村',
          '大杨村',
          `大杨村${household}号`,
          '',
        ]),
      ),
    ]);
  const paid = (submission: Submission, number: string, on: string, yuan: string) => [
    who(submission).idNumber,
    who(submission).name,
    number,
    on,
    '住院',
    yuan,
  ];
  /** The open alert about the person, of that kind. */
  const alertOf = async (idNumber: string, kind: string) => {
    const tasks = expectStatus(await town.client.get(window, '/tasks?limit=200'), [200]) as {
      readonly items: readonly { readonly kind: string; readonly caseId: string }[];
    };
    for (const { caseId } of tasks.items.filter((task) => task.kind === 'alert-verification')) {
      const view = alertViewSchema.parse(expectStatus(await town.client.get(window, `/alerts/${caseId}`), [200]));
      if (view.person.idNumber === idNumber && view.alertKind === kind) return view;
    }
    throw new Error(`no ${kind} alert about the person`);
  };
  const visitOf = async (alert: string) => {
    const { items } = expectStatus(await town.client.get(village, `/visits?area=${area}&limit=200`), [200]) as {
      readonly items: readonly { readonly caseId: string; readonly alerts: readonly string[] }[];
    };
    const visit = items.find(({ alerts }) => alerts.includes(alert));
    if (visit === undefined) throw new Error(`nobody goes for ${alert}`);
    return visit;
  };
  const record = async (visit: string, more: object) => {
    const { now } = await town.client.clock();
    const answer = await town.client.post(village, '/visits/records', {
      records: [
        {
          recordId: `loop-${visit}`,
          visit,
          visitedAt: now,
          visitors: ['甲(演示)', '乙(演示)'],
          presence: 'met',
          notes: '入户(演示)',
          ...more,
        },
      ],
    });
    return expectStatus(answer, [200]) as VisitsRecorded;
  };
  const conclude = (visit: { readonly caseId: string; readonly alerts: readonly string[] }, isFounded: boolean) =>
    town.client.handle(window, visit.caseId, {
      kind: 'household-visit',
      reason: '走访完毕(演示)',
      alerts: visit.alerts.map((alert) => ({ alert, isFounded, finding: '入户核实(演示)' })),
    } as TypedDecision);
  const household = async (id: string) =>
    expectStatus(await town.client.get(county, `/households/${id}`), [200]) as HouseholdView;
  const stateOf = async (id: string, item: string) =>
    (await household(id)).entitlements.find(({ entitlement }) => entitlement === item)?.state;

  it('leads from a feed over alert, visit, application and determination to a gap that is closed', async () => {
    const ill = poor();
    const other = poor();
    await residents();
    // An indicator is not computed while one of its feeds has never come: somebody else stands in each.
    const stranger = [fictitiousIdNumber('1950-01-01', nextFamily()), '外人'];
    await deliver('deaths', [titles.deaths, [...stranger, '2026-01-01']]);
    await deliver('disability-cards', [titles.cards, [...stranger, 'C1', '肢体', '2', '2020-01-01', '']]);
    await deliver('disasters', [titles.disasters, [...stranger, '火灾', '2026-01-01', '']]);
    await deliver('recipients', [
      titles.recipients,
      [who(other).idNumber, who(other).name, 'L', area, '最低生活保障对象', '在享', '2025-01-01', '', '930'],
    ]);
    await deliver('medical-expenses', [titles.medical, paid(ill, 'S1', '2026-02-10', '26500.00')]);
    const run = await town.client.scan();
    expect(run.alerts).toMatchObject({ received: 1, visits: 1, declined: {} });
    const alert = await alertOf(who(ill).idNumber, 'high-medical-cost');
    expect(alert.detail).toMatch(/^《医疗费用个人负担》\(2026-03-02数据\)显示.*26,?500.*20,?000.*。$/u);
    const visit = await visitOf(alert.caseId);
    await town.client.passDays(1);
    const { family, facts, papers, nearRelatives } = ill;
    const sent = await record(visit.caseId, { finding: 'qualifies', family, facts });
    const application = sent.rows[0]?.ledTo ?? '';
    const seen = expectStatus(await town.client.get(window, `/visits/${visit.caseId}`), [200]) as {
      readonly hoursToStart: number;
    };
    expect(seen.hoursToStart).toBeGreaterThan(23);
    await conclude(visit, true);
    await town.client.post(window, `/applications/${application}/supplement`, { papers, nearRelatives });
    await town.client.reaches(window, application, 'in-review');
    await office.toConfirmation(application);
    await office.confirm(application);
    const { householdId } = await town.client.reaches(window, application, 'granted');
    await town.client.passDays(31);
    // The recognition proposed it; the family did not want the referral, and nobody gave it.
    const proposed = (await household(householdId)).cases;
    for (const one of proposed) await town.client.post(window, `/referrals/${one}/withdrawal`, { reason: '演示' });
    expect(await stateOf(householdId, 'insurance-premium')).toBe('missing');
    const reviewed = expectStatus(await town.client.post(supervisor, '/households/reviews', { area: '370502' }), [200]);
    expect(reviewed).toMatchObject({ households: 1, alerts: { refused: 0 } });
    const gap = await alertOf(who(ill).idNumber, 'aid-not-delivered');
    expect(gap.direction).toBe('delivery');
    await deliver('aid-granted', [
      titles.granted,
      [who(ill).idNumber, who(ill).name, '资助参加城乡居民基本医疗保险', await today(), '', '380'],
    ]);
    expect(await stateOf(householdId, 'insurance-premium')).toBe('received');
  });

  it('leads from a death to the check of the household within three months, and to the end of the aid', async () => {
    const family = poor();
    const filed = await office.submit(family);
    await office.toConfirmation(filed.caseId);
    await office.confirm(filed.caseId);
    await town.client.reaches(window, filed.caseId, 'granted');
    await town.client.passDays(31);
    const diedOn = await today();
    await residents();
    await deliver('deaths', [titles.deaths, [who(family).idNumber, who(family).name, diedOn]]);
    await town.client.passDays(1);
    // Recognised here and known to no feed: the house tells the scan itself.
    const run = await town.client.scan();
    expect(run.inputs.map(({ feed }) => feed)).toContain('own-recipients');
    const alert = await alertOf(who(family).idNumber, 'death');
    expect(alert).toMatchObject({ level: 'red', direction: 'ineligibility' });
    const visit = await visitOf(alert.caseId);
    await record(visit.caseId, { finding: 'no-need' });
    await conclude(visit, true);
    await town.client.openTask(county, alert.caseId, 'alert-disposal');
    await town.client.handle(county, alert.caseId, {
      kind: 'alert-disposal',
      outcome: 'verify-and-end',
      aid: filed.caseId,
      trigger: 'exclusion-alert',
      groundHint: 'death',
      happenedOn: diedOn,
      reason: '核实死亡(演示)',
    });
    const disposed = alertViewSchema.parse(
      expectStatus(await town.client.get(county, `/alerts/${alert.caseId}`), [200]),
    );
    expect(disposed.outcome).toBe('verified-and-ended');
    const termination = disposed.ledTo ?? '';
    // Nothing has ended by the alert: people check, and the rest of the household goes on.
    const before = expectStatus(await town.client.get(county, `/households/${filed.householdId}/chain`), [200]) as {
      readonly entries: readonly { readonly until?: string }[];
    };
    expect(before.entries.every(({ until }) => until === undefined)).toBe(true);
    const task = await town.client.openTask(window, termination, 'termination-check');
    const limit = task.finishLimit?.dueOn ?? '';
    expect(limit > diedOn && limit <= threeMonthsAfter(diedOn)).toBe(true);
    expect((await desk.view(termination)).status).toBe('in-progress');
  });

  it('sees a watched person crossing a threshold, and aid that two registers grant twice', async () => {
    const refused = poor(families.nobodyFits);
    const granted = poor();
    const filed = await office.submit(granted);
    await office.toConfirmation(filed.caseId);
    await office.confirm(filed.caseId);
    await town.client.reaches(window, filed.caseId, 'granted');
    await town.client.passDays(31);
    const on = await today();
    const person = who(refused);
    await residents();
    await deliver('recipients', [
      titles.recipients,
      [person.idNumber, person.name, 'L', area, '最低生活保障对象', '未予确认', '2026-01-10', '', ''],
      [who(granted).idNumber, who(granted).name, 'L', area, '特困人员', '在享', '2025-01-01', '', '930'],
    ]);
    await deliver('medical-expenses', [titles.medical, paid(refused, 'S9', on, '12000')]);
    const run = await town.client.scan();
    expect(run.alerts?.received).toBeGreaterThanOrEqual(2);
    const worse = await alertOf(person.idNumber, 'refused-worsening');
    expect(worse).toMatchObject({ level: 'orange', direction: 'hardship' });
    const doubled = await alertOf(who(granted).idNumber, 'duplicate-benefit');
    expect(doubled.detail).toMatch(/特困.*低保|低保.*特困|特困人员|最低生活保障/u);
    const { overlaps } = await household(filed.householdId);
    expect(overlaps).toMatchObject([{ rule: 'tiers' }]);
    // Once more, and nothing is told twice.
    expect((await town.client.scan()).alerts).toMatchObject({ received: 0, updated: 0, visits: 0 });
  });

  it('ends nobody’s aid and grants none by itself', async () => {
    const events = new Set<string>();
    for (const { caseId } of (
      expectStatus(await town.client.get(window, '/tasks?limit=200'), [200]) as {
        readonly items: readonly { readonly caseId: string }[];
      }
    ).items) {
      for (const { type, actor } of (await office.events(caseId)).items) {
        if (String(actor).startsWith('system:discovery')) events.add(String(type));
      }
    }
    expect([...events].filter((type) => /determined|aid-|ended|granted/.test(type))).toEqual([]);
    expect(events.size).toBeGreaterThan(0);
  });
});

const threeMonthsAfter = (day: string): string => {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + 3);
  return date.toISOString().slice(0, 10);
};
