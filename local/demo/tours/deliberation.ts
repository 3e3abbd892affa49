import { families } from '../families.ts';
import { Mechanism, OFFICE, seated, seatNames } from '../mechanism.ts';
import type { Story } from '../stories.ts';
import { expectStatus } from '../town-client.ts';

const relief = { kind: 'grant-relief', amountFen: 600_000 } as const;

/** A hard case before the mechanism, while the statutory file goes its own way. */
export const deliberationTour: Story = {
  id: 'deliberation',
  family: families.highMedicalSpending,
  told: '一事一议:协调机制表决,一人回避、两人不同意,决议给予临时救助;认定仍按法定程序另行办理',
  async play(scene) {
    const { client } = scene;
    const mechanism = new Mechanism(client);
    await scene.submit();
    const motion = await mechanism.move(scene.caseId);
    await scene.tell('motion-opened', '提请一事一议', { detail: `议题 ${motion}` });
    await mechanism.dossier(motion, { proposal: relief });
    const { taskId, dueOn, provisional, seats, quorum } = await mechanism.ballot(motion);
    await scene.tell('ballot-convened', '召集表决', {
      dueOn,
      provisional,
      detail: `成员${seats.length}人,法定人数${quorum}人`,
    });
    expectStatus(await mechanism.recuse(seated.health, motion), [200]);
    await scene.tell('conflict-declared', '申报回避', { detail: '卫生健康部门' });
    const voters = seatNames.filter((seat) => seat !== 'health');
    await mechanism.vote(
      taskId,
      voters.map((seat) => [seat, seat === 'housing' || seat === 'finance' ? 'reject' : 'approve'] as const),
    );
    const { outcome, approve, reject } = await mechanism.counted(motion);
    scene.expect('the ballot', [outcome, approve, reject], ['carried', 8, 2]);
    await scene.tell('ballot-tallied', '表决结束', { detail: `同意${approve}票,不同意${reject}票` });
    await mechanism.resolve(motion, relief);
    await mechanism.execute(OFFICE, motion);
    await mechanism.followUp(motion);
    const { resolution } = await mechanism.reaches(motion, 'resolved');
    const { ballots } = await mechanism.minutes(motion);
    scene.expect(
      'minutes verified',
      ballots.map(({ isVerified }) => isVerified),
      [true],
    );
    await scene.tell('motion-resolved', '决议落实并回访', {
      detail: resolution?.text ?? '',
      why: ballots.flatMap(({ text }) => text),
    });
    scene.expect('the statutory file', (await scene.office.view(scene.caseId)).status, 'in-review');
    await scene.chain({ entries: false, pool: false });
  },
};
