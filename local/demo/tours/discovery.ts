import { civilDate } from '../../../functions/domain/values/civil-date.ts';
import type { RunView } from '../../../functions/contracts/discovery.ts';
import { DiscoveryDesk } from '../discovery-desk.ts';
import { deliverCity } from '../invented-city.ts';
import { niuzhuang } from '../office.ts';
import { hitsOf, isPlanted, plantedIn } from '../planted.ts';
import type { CityStory, Stage } from '../stories.ts';
import { firstOfNextMonth } from '../termination-desk.ts';
import { closeUnfounded, lookIntoAid, pick, startApplication, tellPrecision } from './followed-hits.ts';

/** The population of it is some 2 MB, half of what one delivery over HTTP takes. */
const PERSONS = 20_000;
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

async function scanAgain(stage: Stage, raised: number, closed: number): Promise<void> {
  const { alerts, identitiesOpened } = await stage.client.scan();
  stage.expect(
    'the same again',
    [alerts?.received, alerts?.visits, alerts?.known, alerts?.closedBefore, identitiesOpened],
    [0, 0, raised - closed, closed, 0],
  );
  await stage.tell('scanned-again', '再次比对', { detail: '没有新的预警,没有再打开任何人的身份信息' });
}

async function tellLate(stage: Stage, desk: DiscoveryDesk): Promise<void> {
  stage.caseId = '';
  const late = (await desk.lateFeeds()).find(({ id }) => id === LATE.feed);
  stage.expect('the feed that did not come', (late?.lateDays ?? 0) > 0, true);
  await stage.tell('feed-late', '督办看板:数据逾期', {
    detail: `${late?.owner ?? ''}《${late?.title ?? ''}》逾期${late?.lateDays ?? 0}天`,
  });
}

function figure(count: number): string {
  return count.toLocaleString('en-US');
}
