import * as z from 'zod';
import { alertReceivedSchema, alertsReceivedSchema, alertViewSchema } from '../../../functions/contracts/alerts.ts';
import { reliefViewSchema } from '../../../functions/contracts/reliefs.ts';
import { families } from '../families.ts';
import type { Scene, Story } from '../stories.ts';
import { expectStatus, patiently } from '../town-client.ts';

const COUNTY = 'county-dongying';

/** A sign from a department's list, and help within the day while the application goes on. */
export const monitoringTour: Story = {
  id: 'alert-and-relief',
  family: families.highMedicalSpending,
  told: '申请审核期间,医保推送自付医疗费用过高预警:核实属实,先行救助,手续后补,申请照常办理',
  async play(scene) {
    const { client } = scene;
    await scene.submit();
    const alert = await receive(scene);
    await scene.tell('alert-received', '收到预警', { detail: '红色:自付医疗费用过高' });
    const { window } = scene.office.staff;
    await client.handle(window, alert, {
      kind: 'alert-verification',
      method: 'home-visit',
      isFounded: true,
      finding: '住院自付较多,生活暂时困难(演示)',
    });
    await scene.tell('alert-verified', '核实属实');
    await client.handle(COUNTY, alert, {
      kind: 'alert-disposal',
      outcome: 'deliver',
      measure: { kind: 'relief', type: 'emergency', cause: 'sudden-illness' },
      reason: '先行给予临时救助(演示)',
    });
    const { outcome, ledTo } = alertViewSchema.parse(expectStatus(await client.get(COUNTY, `/alerts/${alert}`), [200]));
    scene.expect('the outcome of the alert', outcome, 'delivered');
    const relief = ledTo ?? '';
    const help = await client.openTask(window, relief, 'relief-help');
    await scene.tell('alert-delivered', '处置:落实救助', { dueOn: help.finishLimit?.dueOn ?? null });
    const { today } = await client.clock();
    await client.handle(window, relief, {
      kind: 'relief-help',
      outcome: 'help',
      fen: 200_000,
      paidOn: today,
      mode: 'transfer',
      reason: '基本生活暂时出现严重困难(演示)',
    });
    const papers = await client.openTask(window, relief, 'relief-papers');
    await scene.tell('relief-paid', '急难先行救助2,000元', { dueOn: papers.finishLimit?.dueOn ?? null });
    await client.handle(window, relief, {
      kind: 'relief-papers',
      signatures: ['经办甲(演示)', '经办乙(演示)'],
      record: '已补记救助对象、事由、金额(演示)',
    });
    const closed = await patiently(async () => {
      const view = reliefViewSchema.parse(expectStatus(await client.get(window, `/reliefs/${relief}`), [200]));
      return view.status === 'granted' ? view : undefined;
    });
    scene.expect('the relief', [closed?.status, closed?.paidFen], ['granted', 200_000]);
    await scene.tell('relief-closed', '手续补齐');
    scene.expect('the application beside it', (await scene.office.view(scene.caseId)).status, 'in-review');
    const chain = await client.chain(window, scene.householdId);
    scene.expect('relief on the chain', chain.reliefs.length, 1);
    await batch(scene);
    await scene.chain({ entries: false, pool: false });
  },
};

const rowOf = (scene: Scene, row: string) => {
  const [person] = scene.submission.family.members;
  return {
    row: `${scene.caseId}-${row}`,
    kind: 'high-medical-cost',
    area: scene.office.staff.area,
    person: { name: person?.name, idNumber: person?.idNumber },
    detail: '本季度自付医疗费用过高(演示)',
  };
};

async function receive(scene: Scene): Promise<string> {
  const body = { system: 'medical-security', alert: rowOf(scene, 'a') };
  return alertReceivedSchema.parse(expectStatus(await scene.client.post(COUNTY, '/alerts', body), [201])).caseId;
}

/** The list comes again with one row broken: what is known changes nothing, what is broken is named. */
async function batch(scene: Scene): Promise<void> {
  const alerts = [rowOf(scene, 'a'), { ...rowOf(scene, 'b'), kind: 'no-such-kind' }];
  const body = { system: 'medical-security', alerts };
  const answer = await scene.client.post(COUNTY, '/alerts/batch', body);
  const { known, rejected, problems } = alertsReceivedSchema.parse(expectStatus(answer, [200]));
  scene.expect('the list sent again', [known, rejected], [1, 1]);
  const reason = z.object({ reason: z.string() }).parse(problems[0]).reason;
  await scene.tell('alerts-again', '名单重复推送', { detail: `已有1行不重复入库;1行有误:${reason}` });
}
