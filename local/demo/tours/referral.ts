import { families } from '../families.ts';
import { ReferralDesk } from '../referral-desk.ts';
import type { Story } from '../stories.ts';

const MEDICAL = 'medical-dongying';
const EDUCATION = 'education-dongying';
const HEALTH = 'health-dongying';
const COUNTY = 'county-dongying';

/** What a recognition opens beside the aid: one door, several departments, one answer. */
export const referralTour: Story = {
  id: 'referral',
  family: families.highMedicalSpending,
  told: '一门受理、协同办理:认定后按救助项目清单提出转办,一个事项被退回两次后裁决,各部门结果落到同一条救助链',
  async play(scene) {
    const { client, office } = scene;
    const { window } = office.staff;
    const desk = new ReferralDesk(client);
    await scene.submit();
    await scene.lookInto();
    await scene.opinion();
    await scene.confirm();
    await scene.granted(['rigid-expenditure']);
    const [proposed] = await desk.ofHousehold(scene.householdId);
    const caseId = proposed?.caseId ?? '';
    scene.expect('where the referral comes from', proposed?.of, scene.caseId);
    const transfer = await client.openTask(window, caseId, 'referral-transfer');
    const { planned } = await desk.view(caseId);
    await scene.tell('referral-proposed', '提出转办建议', {
      dueOn: transfer.finishLimit?.dueOn ?? null,
      detail: `转办编号 ${caseId};按救助项目清单${planned.length}项,与家庭商定`,
    });
    await client.handle(window, caseId, {
      kind: 'referral-transfer',
      outcome: 'send',
      parts: [
        { need: 'medical', entitlement: 'medical-aid', lead: true },
        { need: 'education', entitlement: 'education-aid' },
        { need: 'emergency-treatment' },
      ],
    });
    const { finishLimit } = await desk.task(caseId, 'p3', 'referral-acceptance');
    scene.expect('what the family is told at the start', (await desk.letter(caseId, 'start')).status, 200);
    await scene.tell('referral-sent', '移交三个部门,告知家庭部门和期限', { dueOn: finishLimit?.dueOn ?? null });

    await desk.accept(MEDICAL, caseId, 'p1');
    await desk.accept(EDUCATION, caseId, 'p2');
    await desk.giveBack(HEALTH, caseId, 'p3', '家庭有参保,不属疾病应急救助(演示)');
    await scene.tell('referral-returned', '卫健部门写明理由退回');
    await desk.handle(window, caseId, 'p3', {
      kind: 'referral-reassignment',
      unit: 'county-health-370502',
      reason: '发病时未能支付费用,仍请卫健部门办理(演示)',
    });
    await desk.giveBack(HEALTH, caseId, 'p3', '仍认为属医疗救助(演示)');
    await desk.handle(COUNTY, caseId, 'p3', {
      kind: 'referral-arbitration',
      outcome: 'assign',
      unit: 'county-medical-security-370502',
      reason: '由医保部门合并办理(演示)',
    });
    await scene.tell('referral-arbitrated', '第二次退回转为裁决:县级民政指定医保部门,不得再退');

    await desk.answer(MEDICAL, caseId, 'p1', 460_000);
    await desk.answer(EDUCATION, caseId, 'p2');
    await desk.answer(MEDICAL, caseId, 'p3', 120_000);
    const { parts } = await desk.ends(caseId, 'arbitrated');
    scene.expect(
      'results',
      parts.map(({ result }) => result),
      ['granted', 'not-eligible', 'granted'],
    );
    scene.expect('what the family is told at the end', (await desk.letter(caseId, 'result')).status, 200);
    const { specialAid } = await client.chain(window, scene.householdId);
    scene.expect('answers on the chain', specialAid.length > 0 && specialAid.length % 3, 0);
    await scene.tell('referral-closed', '三个事项全部反馈,办结并告知家庭', {
      detail: parts
        .map(({ subject, result }) => `${subject}:${result === 'granted' ? '给予' : '不符合条件'}`)
        .join(';'),
    });
  },
};
