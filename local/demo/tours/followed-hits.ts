import type { AlertView, DiscoveryDesk } from '../discovery-desk.ts';
import { niuzhuang } from '../office.ts';
import { Unexpected } from '../stories.ts';
import type { Stage } from '../stories.ts';

/** The first of that direction about a grown-up of whom nothing else is open: their visit looks into it alone, and meets them. */
export function pick(alerts: readonly AlertView[], direction: 'hardship' | 'ineligibility' | 'delivery'): AlertView {
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

/** What the files of the departments tell needs no visit: all sure ones of the indicator at once, with one reason. */
export async function closeUnfounded(stage: Stage, desk: DiscoveryDesk, alerts: readonly AlertView[]) {
  const { indicator } = pick(alerts, 'delivery');
  const same = alerts.filter((alert) => alert.indicator === indicator && !alert.isProposed);
  const { closed } = await desk.closeAll(
    same.map(({ caseId }) => caseId),
    '经核对发放记录,待遇已经落实(演示)',
  );
  stage.expect('closed in bulk', closed.length, same.length);
  await stage.tell('alerts-closed', '批量办结不属实的预警', { detail: `${same[0]?.title ?? ''}:${closed.length}件` });
  return same;
}

/** From the sentence of an alert to the application that its visit begins. */
export async function startApplication(stage: Stage, desk: DiscoveryDesk, alert: AlertView): Promise<AlertView> {
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
export async function lookIntoAid(stage: Stage, desk: DiscoveryDesk, alert: AlertView): Promise<AlertView> {
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

export async function tellPrecision(
  stage: Stage,
  desk: DiscoveryDesk,
  { before, judged, founded }: Judged,
): Promise<void> {
  const id = judged[0]?.indicator;
  const [was, is] = [before, await desk.indicators()].map((list) => list.find((one) => one.id === id));
  if (was === undefined || is === undefined) throw new Unexpected(`no indicator ${id}`);
  stage.expect('judged since', [is.verified - was.verified, is.founded - was.founded], [judged.length, founded]);
  await stage.tell('precision', '指标属实率', {
    detail: `${is.title}:核实${is.verified}件,属实${is.founded}件,${Math.round((is.precision ?? 0) * 100)}%`,
  });
}
