import { families } from '../../local/demo/families.ts';
import { Mechanism, OFFICE } from '../../local/demo/mechanism.ts';
import { niuzhuang, Office } from '../../local/demo/office.ts';
import { ReferralDesk } from '../../local/demo/referral-desk.ts';
import { TerminationDesk } from '../../local/demo/termination-desk.ts';
import { expectStatus, patiently } from '../../local/demo/town-client.ts';
import type { TownClient } from '../../local/demo/town-client.ts';
import { nextFamily } from './town.ts';

const { window, reviewer } = niuzhuang;

/** A whole way through one procedure; gives the case and the path of its view. */
type Story = (client: TownClient) => Promise<{ readonly caseId: string; readonly view: string }>;

async function ended(client: TownClient, view: string): Promise<void> {
  const found = await patiently(async () => {
    const body = expectStatus(await client.get(OFFICE, view), [200]) as Record<string, unknown>;
    return body['status'] === 'in-progress' ? undefined : body;
  });
  if (found === undefined) throw new Error(`${view} does not end`);
}

const referral: Story = async (client) => {
  const desk = new ReferralDesk(client);
  const { caseId } = await desk.open(
    desk.request(nextFamily(), [{ need: 'medical', entitlement: 'medical-aid' }, { need: 'education' }]),
  );
  await desk.accept('medical-dongying', caseId, 'p1');
  await desk.giveBack('education-dongying', caseId, 'p2');
  await desk.handle(window, caseId, 'p2', {
    kind: 'referral-reassignment',
    unit: 'county-civil-affairs-370502',
    reason: '改由民政部门办理(演示)',
  });
  await desk.accept(OFFICE, caseId, 'p2');
  await desk.answer('medical-dongying', caseId, 'p1', 120_000);
  await desk.answer(OFFICE, caseId, 'p2');
  await ended(client, `/referrals/${caseId}`);
  return { caseId, view: `/referrals/${caseId}` };
};

const deliberation: Story = async (client) => {
  const office = new Office(client);
  const mechanism = new Mechanism(client);
  const submission = families.highMedicalSpending.build({ area: niuzhuang.area, sequence: nextFamily() });
  const about = await office.submit(submission);
  const caseId = await mechanism.move(about.caseId);
  await mechanism.dossier(caseId);
  const first = await mechanism.ballot(caseId);
  await mechanism.voteAll(first.taskId, 6, 4, 1);
  await mechanism.counted(caseId);
  await mechanism.resolve(caseId, { kind: 'grant-relief', amountFen: 600_000 });
  await mechanism.execute(OFFICE, caseId);
  await mechanism.followUp(caseId);
  await ended(client, `/motions/${caseId}`);
  return { caseId, view: `/motions/${caseId}` };
};

const termination: Story = async (client) => {
  const office = new Office(client);
  const desk = new TerminationDesk(office);
  const { caseId: aid } = await desk.granted(nextFamily());
  const { caseId } = await desk.open(aid);
  // 2000.00 for two: above the 低保 line, below one and a half times it.
  const findings = { members: [{ memberId: 'm1', incomes: [{ kind: 'wage' as const, monthlyFen: 200_000 }] }] };
  await desk.check(caseId, { ground: 'income-over', findings });
  await desk.tell(caseId);
  await desk.answer(caseId);
  await desk.confirm(caseId, 'income-over');
  await desk.deliver(caseId);
  await desk.offer(caseId, 'wished');
  await desk.filed(caseId);
  await ended(client, `/terminations/${caseId}`);
  return { caseId, view: `/terminations/${caseId}` };
};

const relief: Story = async (client) => {
  const { area, family } = families.workingPoor.build({ area: niuzhuang.area, sequence: nextFamily() });
  const body = {
    household: { kind: 'people', area, family },
    type: 'expenditure',
    cause: 'medical-spending',
    statement: '住院自付费用过高(演示)',
  };
  const { caseId } = expectStatus(await client.post(window, '/reliefs', body), [201]) as { caseId: string };
  await client.handle(reviewer, caseId, {
    kind: 'relief-review',
    outcome: 'propose',
    spendingFen: 3_000_000,
    fen: 900_000,
    reason: '自付费用超出承受能力(演示)',
  });
  await client.handle(OFFICE, caseId, {
    kind: 'relief-approval-county',
    outcome: 'approve',
    fen: 800_000,
    reason: '同意(演示)',
  });
  const { today } = await client.clock();
  await client.handle(window, caseId, { kind: 'relief-payment', fen: 800_000, paidOn: today, mode: 'transfer' });
  await ended(client, `/reliefs/${caseId}`);
  return { caseId, view: `/reliefs/${caseId}` };
};

export const procedureStories = { referral, deliberation, termination, relief };

/** What a story came to, without what differs between two towns that lived the same: ids, times, generations. */
export async function comparable(client: TownClient, { caseId, view }: Awaited<ReturnType<Story>>) {
  const { items, isVerified } = await client.events(window, caseId);
  const shown = expectStatus(await client.get(OFFICE, view), [200]) as Record<string, unknown>;
  const tasks = (await client.tasks(window, caseId)).map(
    (task) => `${task.taskId.slice(caseId.length)} ${task.status} ${task.outcome}`,
  );
  return {
    isVerified,
    // Branches that run side by side may write in either order.
    types: items
      .map(({ type }) => type)
      .filter((type) => type !== 'execution-restarted')
      .toSorted(),
    gapless: items.every(({ seq }, index) => seq === index + 1),
    tasks: tasks.toSorted(),
    end: shown['status'],
  };
}
