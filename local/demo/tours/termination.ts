import { families } from '../families.ts';
import type { Story } from '../stories.ts';
import { TerminationDesk } from '../termination-desk.ts';

/** 2000.00 for two: above the 低保 line, below one and a half times it. */
const better = { members: [{ memberId: 'm1', incomes: [{ kind: 'wage' as const, monthlyFen: 200_000 }] }] };

/** Aid that ends as it must: checked, told, answered, confirmed by another, written down; and what comes after it. */
export const terminationTour: Story = {
  id: 'termination',
  family: families.workingPoor,
  told: '低保动态管理:收入增加,核查、告知、陈述、确认后停发,退出后继续监测24个月,按已知情况转入低保边缘',
  async play(scene) {
    const { client, office } = scene;
    const desk = new TerminationDesk(office);
    await scene.submit();
    await office.toConfirmation(scene.caseId);
    await office.confirm(scene.caseId);
    await scene.granted(['dibao']);
    await client.passDays(40);
    const { caseId } = await desk.open(scene.caseId, { trigger: 'family-report', reason: '家庭报告已就业(演示)' });
    await scene.tell('termination-opened', '发起核查', { detail: `编号 ${caseId};事由只能从法定清单中选取` });
    await desk.check(caseId, { ground: 'income-over', findings: better });
    await scene.tell('termination-checked', '核查:人均收入超过低保标准');
    await desk.tell(caseId);
    const { answerBy, grounds } = await desk.view(caseId);
    scene.expect('grounds of the list', grounds.length > 5, true);
    await scene.tell('termination-reasons', '告知理由', { dueOn: answerBy, detail: '当事人可在期限内陈述' });
    await desk.answer(caseId, { outcome: 'answered', answer: '情况属实(演示)' });
    await scene.tell('termination-answered', '记录当事人陈述');
    await desk.confirm(caseId, 'income-over');
    const { stopFrom } = await desk.view(caseId);
    await scene.tell('termination-confirmed', '县级确认(另一经办人)', { detail: `自${stopFrom}起停发` });
    await desk.deliver(caseId);
    await scene.tell('termination-letter', '送达终止救助决定书');
    await desk.offer(caseId, 'wished');
    const filed = await desk.filed(caseId);
    await scene.tell('next-tier-filed', '转入下一类别:已知信息不再收集', { detail: `新申请 ${filed}` });
    await scene.chain({ entries: true, pool: true });
  },
};
