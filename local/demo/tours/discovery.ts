import { civilDate } from '../../../functions/domain/values/civil-date.ts';
import type { RunView } from '../../../functions/contracts/discovery.ts';
import { DiscoveryDesk } from '../discovery-desk.ts';
import type { AlertView } from '../discovery-desk.ts';
import { deliverCity } from '../invented-city.ts';
import { niuzhuang } from '../office.ts';
import { hitsOf, isPlanted, plantedIn } from '../planted.ts';
import { Unexpected } from '../stories.ts';
import type { CityStory, Stage } from '../stories.ts';
import { firstOfNextMonth } from '../termination-desk.ts';

/** As many as one delivery over HTTP takes: its 1 MB is some 9,900 rows of the population. */
const PERSONS = 9_000;
const SEED = 7;
/** 牛庄镇 and 六户镇, so that the demo's people can follow about half of what is found. */
const TOWNSHIPS = [niuzhuang.area, '370502101'];
/** Does not come, and only one indicator waits for it. */
const LATE = { feed: 'marriages', indicator: 'marriage-change' };

/** Departments deliver, everybody is matched, and people look into what was found. */
export const discoveryTour: CityStory = {
  id: 'discovery',
  title: `虚构的两个镇,${figure(PERSONS)}人`,
  told: '动态监测:部门数据按期导入,全人口逐项比对,命中说得出理由;走访核实,符合条件的当场启动申请',
  async play(stage) {
    const desk = new DiscoveryDesk(stage.client);
    const known = await desk.population();
    if (known > 2 * PERSONS) {
      await stage.tell('population-kept', '略过', { detail: `镇上已有${figure(known)}人的人口数据,不以演示数据替换` });
      return;
    }
    const on = await dayWithLateFeeds(stage);
    const { truth, files, rows, rejected, damaged } = await deliverCity(stage.client, {
      persons: PERSONS,
      seed: SEED,
      sequence: stage.sequence,
      on: civilDate(on),
      townships: TOWNSHIPS,
      without: LATE.feed,
    });
    const planted = plantedIn(truth, LATE);
    stage.expect('rows that could not be read', [rejected, damaged], [planted.rejected, planted.damaged]);
    await stage.tell('feeds-imported', '导入部门数据', {
      detail: `${files}份文件、${figure(rows)}行;不合格${rejected}行,号码有误${damaged}行按姓名和部分号码比对`,
    });

    const run = await stage.client.scan();
    stage.expect('hits', hitsOf(run), planted.hits);
    stage.expect('alerts received', run.alerts?.received, planted.alerts);
    await tellRun(stage, run);
    const alerts = await desk.alertsOf(on);
    stage.expect('found and not planted', alerts.filter((alert) => !isPlanted(truth, alert)).length, 0);
    const before = await desk.indicators();
    const unfounded = await closeUnfounded(stage, desk, alerts);
    await scanAgain(stage, planted.alerts, unfounded.length);

    await stage.client.passDays(1);
    const family = await startApplication(stage, desk, pick(alerts, 'hardship'));
    const recipient = await lookIntoAid(stage, desk, pick(alerts, 'ineligibility'));
    for (const [judged, founded] of [[[family], 1] as const, [[recipient], 1] as const, [unfounded, 0] as const]) {
      await tellPrecision(stage, desk, { before, judged, founded });
    }
    await tellLate(stage, desk);
  },
};

/** Late is what has not come ten days after its month: the twentieth shows it, and the next day is of the same month. */
async function dayWithLateFeeds({ client }: Stage): Promise<string> {
  const { today } = await client.clock();
  const day = Number(today.slice(8));
  if (day >= 20 && day < 28) return today;
  const month = day < 20 ? today : firstOfNextMonth(today);
  return (await client.goTo(`${month.slice(0, 8)}20`)).today;
}

async function tellRun(stage: Stage, { persons, indicators, alerts, startedAt, finishedAt }: RunView): Promise<void> {
  const computed = indicators.filter(({ kind }) => kind === 'computed');
  const total = (of: 'hits' | 'proposed') => computed.reduce((sum, one) => sum + one[of], 0);
  const seconds = (((finishedAt ?? startedAt) - startedAt) / 1000).toFixed(1);
  await stage.tell('scanned', '全人口比对', {
    detail:
      `${figure(persons)}人、${computed.length}项指标:命中${total('hits')}人次(其中待核对身份${total('proposed')}),` +
      `收到预警${alerts?.received ?? 0}件,安排走访${alerts?.visits ?? 0}户,用时${seconds}秒`,
    why: indicators.flatMap(({ title, reason }) => (reason === null ? [] : [`${title}——${reason}`])),
  });
}

/** What the files of the departments tell needs no visit: all of the indicator at once, with one reason. */
async function closeUnfounded(stage: Stage, desk: DiscoveryDesk, alerts: readonly AlertView[]) {
  const { indicator } = pick(alerts, 'delivery');
  const same = alerts.filter((alert) => alert.indicator === indicator);
  const { closed } = await desk.closeAll(
    same.map(({ caseId }) => caseId),
    '经核对发放记录,待遇已经落实(演示)',
  );
  stage.expect('closed in bulk', closed.length, same.length);
  await stage.tell('alerts-closed', '批量办结不属实的预警', { detail: `${same[0]?.title ?? ''}:${closed.length}件` });
  return same;
}

async function scanAgain(stage: Stage, raised: number, closed: number): Promise<void> {
  const { alerts, identitiesOpened } = await stage.client.scan();
  stage.expect(
    'the same again',
    [alerts?.received, alerts?.visits, alerts?.known, alerts?.closedBefore, identitiesOpened],
    [0, 0, raised - closed, closed, 0],
  );
  await stage.tell('scanned-again', '再次比对', { detail: '没有新的预警,没有再打开任何人的身份信息' });
}

/** From the sentence of an alert to the application that its visit begins. */
async function startApplication(stage: Stage, desk: DiscoveryDesk, alert: AlertView): Promise<AlertView> {
  const { caseId, person, title, detail } = alert;
  stage.caseId = caseId;
  await stage.tell('alert', `预警:${title}`, { why: [detail ?? ''] });
  const visit = await desk.visitOf(caseId);
  const { dueOn, priorityTitle } = await desk.visit(visit);
  await stage.tell('visit-opened', '安排走访', { dueOn, detail: priorityTitle });
  const { rows } = await desk.record(visit, {
    visitors: ['王协理(演示)'],
    finding: 'qualifies',
    notes: '入户查看,生活确有困难(演示)',
    family: { members: [{ memberId: 'm1', ...person }], address: '演示村1号' },
  });
  const application = rows[0]?.ledTo ?? '';
  const { status } = await stage.client.application(niuzhuang.window, application);
  const { hoursToStart } = await desk.visit(visit);
  stage.expect('the application of the visit', status, 'awaiting-documents');
  stage.expect('a day after it was found', hoursToStart !== null && hoursToStart >= 24, true);
  stage.caseId = application;
  await stage.tell('application-begun', '走访认为符合条件,当场启动申请', {
    detail: `受理编号 ${application};从发现到启动${hoursToStart}小时;待补的材料一次性告知`,
  });
  await desk.conclude(visit, caseId, '困难属实(演示)');
  const { outcome } = await desk.dispose(caseId, {
    kind: 'alert-disposal',
    outcome: 'deliver',
    measure: { kind: 'application' },
    reason: '已启动申请(演示)',
  });
  stage.expect('the outcome of the alert', outcome, 'delivered');
  return alert;
}

/** Aid of the old register, of which the town has no case of its own: two people go, and the mechanism considers it. */
async function lookIntoAid(stage: Stage, desk: DiscoveryDesk, alert: AlertView): Promise<AlertView> {
  const { caseId, title, detail } = alert;
  stage.caseId = caseId;
  await stage.tell('alert', `预警:${title}`, { why: [detail ?? ''] });
  const visit = await desk.visitOf(caseId);
  const record = { finding: 'no-need', notes: '入户核实(演示)' } as const;
  const { problems } = await desk.record(visit, { ...record, visitors: ['王协理(演示)'] });
  stage.expect('one visitor alone', problems.length, 1);
  await stage.tell('visit-refused', '一人走访的记录不予登记', { why: problems.map(({ reason }) => reason) });
  await desk.record(visit, { ...record, visitors: ['王协理(演示)', '李协理(演示)'] });
  await desk.conclude(visit, caseId, '情况属实(演示)');
  const { outcome, ledTo } = await desk.dispose(caseId, {
    kind: 'alert-disposal',
    outcome: 'deliberate',
    reason: '存量名册在享,本系统没有其认定案卷,提请协调机制研究(演示)',
  });
  stage.expect('the outcome of the alert', outcome, 'deliberated');
  await stage.tell('alert-deliberated', '两人走访核实属实,提请一事一议', { detail: `议题 ${ledTo ?? ''}` });
  return alert;
}

interface Judged {
  readonly before: Awaited<ReturnType<DiscoveryDesk['indicators']>>;
  /** Alerts of one indicator, and how many of them were so. */
  readonly judged: readonly AlertView[];
  readonly founded: number;
}

async function tellPrecision(stage: Stage, desk: DiscoveryDesk, { before, judged, founded }: Judged): Promise<void> {
  const id = judged[0]?.indicator;
  const [was, is] = [before, await desk.indicators()].map((list) => list.find((one) => one.id === id));
  if (was === undefined || is === undefined) throw new Unexpected(`no indicator ${id}`);
  stage.expect('judged since', [is.verified - was.verified, is.founded - was.founded], [judged.length, founded]);
  await stage.tell('precision', '指标属实率', {
    detail: `${is.title}:核实${is.verified}件,属实${is.founded}件,${Math.round((is.precision ?? 0) * 100)}%`,
  });
}

async function tellLate(stage: Stage, desk: DiscoveryDesk): Promise<void> {
  stage.caseId = '';
  const late = (await desk.lateFeeds()).find(({ id }) => id === LATE.feed);
  stage.expect('the feed that did not come', (late?.lateDays ?? 0) > 0, true);
  await stage.tell('feed-late', '督办看板:数据逾期', {
    detail: `${late?.owner ?? ''}《${late?.title ?? ''}》逾期${late?.lateDays ?? 0}天`,
  });
}

/** The first of that direction about a grown-up of whom nothing else is open: their visit looks into it alone, and meets them. */
function pick(alerts: readonly AlertView[], direction: 'hardship' | 'ineligibility' | 'delivery'): AlertView {
  const found = alerts.find(
    (alert) =>
      alert.direction === direction &&
      !alert.isProposed &&
      alert.others.length === 0 &&
      !isGone.has(alert.alertKind) &&
      isGrownUp(alert),
  );
  if (found === undefined) throw new Unexpected(`nothing of ${direction} was found in ${niuzhuang.area}`);
  return found;
}

const isGone: ReadonlySet<string> = new Set(['death', 'prison-or-missing']);

const isGrownUp = ({ person: { idNumber }, receivedOn }: AlertView): boolean =>
  Number(receivedOn.slice(0, 4)) - Number(idNumber.slice(6, 10)) > 18;

function figure(count: number): string {
  return count.toLocaleString('en-US');
}
