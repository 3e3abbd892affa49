import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { families } from '../../local/demo/families.ts';
import { Mechanism, OFFICE, reasons, seated, seatNames } from '../../local/demo/mechanism.ts';
import { dayAfter, niuzhuang, Office } from '../../local/demo/office.ts';
import { expectStatus } from '../../local/demo/town-client.ts';
import { nextFamily, startTown } from '../support/town.ts';
import type { Town } from '../support/town.ts';

const relief = { kind: 'grant-relief', amountFen: 800_000 } as const;

describe('a motion before the coordination mechanism', () => {
  let town: Town;
  let office: Office;
  let mechanism: Mechanism;
  beforeAll(async () => {
    town = await startTown();
    office = new Office(town.client);
    mechanism = new Mechanism(town.client);
    await Promise.all(Object.values(seated).map((user) => town.client.token(user)));
  });
  afterAll(() => town.close());

  /** A family whose application is under review, and a motion about it. */
  const moved = async (kind = 'reviewer') => {
    const { caseId: about, householdId } = await office.submit(
      families.highMedicalSpending.build({ area: niuzhuang.area, sequence: nextFamily() }),
    );
    await town.client.openTask(niuzhuang.window, about, 'household-investigation');
    const caseId = await mechanism.move(about, kind);
    await town.client.openTask(OFFICE, caseId, 'motion-dossier');
    return { about, householdId, caseId };
  };
  const balloted = async (more: Parameters<Mechanism['dossier']>[1] = {}) => {
    const { caseId, about, householdId } = await moved();
    await mechanism.dossier(caseId, more);
    const { taskId } = await mechanism.ballot(caseId);
    return { caseId, about, householdId, taskId };
  };
  const eventsOf = async (caseId: string) => {
    const { items, isVerified } = await town.client.events(OFFICE, caseId);
    expect(isVerified).toBe(true);
    return items.map(({ type }) => type);
  };
  const pastDeadline = async (caseId: string) => {
    const { ballot } = await mechanism.motion(caseId);
    await town.client.goTo(dayAfter(ballot!.dueOn!));
  };

  it('is carried by the last vote, resolved within the mandate, carried out and followed up', async () => {
    const { caseId, about, householdId, taskId } = await balloted();
    await mechanism.voteAll(taskId, 6, 3, 1);
    expect((await mechanism.motion(caseId)).ballot).toMatchObject({ isOpen: true, tally: null, quorum: 8 });
    // Six of ten so far approve: a threshold is reached, and still the last is heard.
    await mechanism.vote(taskId, [['disabled-federation', 'reject']]);
    expect(await mechanism.counted(caseId)).toMatchObject({
      outcome: 'carried',
      entitled: 11,
      present: 11,
      approve: 6,
      reject: 4,
      abstain: 1,
    });
    await mechanism.resolve(caseId, { ...relief, amountFen: 600_000 });
    await mechanism.execute(OFFICE, caseId);
    await mechanism.followUp(caseId, 'execute-again');
    await mechanism.execute(OFFICE, caseId, 2);
    await mechanism.followUp(caseId, 'effective', 2);
    const end = await mechanism.reaches(caseId, 'resolved');
    expect(end.resolution).toEqual({ text: '给予临时救助6,000元', basis: 'ballot' });
    const types = await eventsOf(caseId);
    expect(types.filter((type) => type === 'vote-cast')).toHaveLength(11);
    expect(types).toContain('motion-followed-up');
    // The statutory file is untouched by it.
    expect(types).not.toContain('determined');
    expect(await eventsOf(about)).toContain('deliberation-requested');
    expect(await office.view(about)).toMatchObject({ status: 'in-review', stage: 'Investigate' });
    const chain = await town.client.chain(niuzhuang.window, householdId);
    expect(chain.entries).toEqual([]);
    // Carried out twice, paid once.
    expect(chain.reliefs).toMatchObject([{ caseId, fen: 600_000 }]);
  });

  it('keeps minutes with attendance, votes, dissent and text, under the hash of the record', async () => {
    const { caseId, taskId } = await balloted();
    await mechanism.recuse(seated.finance, caseId);
    await mechanism.vote(
      taskId,
      seatNames
        .filter((seat) => seat !== 'finance')
        .map((seat) => [seat, seat === 'housing' ? 'reject' : 'approve'] as const),
    );
    await mechanism.counted(caseId);
    const { ballots } = await mechanism.minutes(caseId);
    expect(ballots).toHaveLength(1);
    const [minutes] = ballots;
    expect(minutes).toMatchObject({ round: 1, isVerified: true, tally: { entitled: 10, approve: 9, reject: 1 } });
    expect(minutes!.members.find(({ seat }) => seat === 'finance')).toMatchObject({
      standing: 'recused',
      choice: null,
    });
    expect(minutes!.dissent).toEqual([{ seat: 'housing', choice: 'reject', reason: reasons.reject }]);
    expect(minutes!.text.join('\n')).toContain(`不同意见:住房城乡建设部门(${reasons.reject})`);
    const { items } = await town.client.events(OFFICE, caseId);
    const counted = items.find(({ type }) => type === 'ballot-tallied')!;
    expect((counted.data as { minutesHash: string }).minutesHash).toBe(minutes!.hash);
    expect(minutes!.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is not carried: once more on new facts and a new snapshot, then closed with reasons', async () => {
    const { caseId, taskId } = await balloted();
    await mechanism.voteAll(taskId, 2, 9);
    expect(await mechanism.counted(caseId)).toMatchObject({ outcome: 'rejected' });
    await town.client.handle(OFFICE, caseId, { kind: 'motion-renewal', outcome: 'renew', newFacts: '又有一人住院' });
    const again = await mechanism.ballot(caseId, 2);
    expect(again).toMatchObject({ round: 2, isOpen: true, tally: null });
    expect(again.seats.every(({ voted }) => !voted)).toBe(true);
    expect((await mechanism.motion(caseId, seated.health)).dossier).toMatchObject({ newFacts: ['又有一人住院'] });
    await mechanism.voteAll(again.taskId, 2, 9);
    await mechanism.counted(caseId, 2);
    const task = await town.client.openTask(OFFICE, caseId, 'motion-renewal', 2);
    const held = expectStatus(await town.client.claim(OFFICE, task), [200]) as { taskId: string; version: number };
    const renew = { kind: 'motion-renewal', outcome: 'renew', newFacts: '再议' };
    expect(await town.client.decide(OFFICE, held, renew)).toMatchObject({
      status: 409,
      body: { code: 'renewed-already' },
    });
    const close = { kind: 'motion-renewal', outcome: 'close', reason: '多数成员认为现有政策已能保障' };
    expectStatus(await town.client.decide(OFFICE, held, close), [200]);
    expect(await mechanism.reaches(caseId, 'not-carried')).toMatchObject({ renewed: 1, resolution: null });
    expect((await mechanism.minutes(caseId)).ballots).toHaveLength(2);
  });

  it('is tied: the chair decides, recorded as a ruling', async () => {
    const { caseId, taskId } = await balloted();
    await mechanism.voteAll(taskId, 5, 5, 1);
    expect(await mechanism.counted(caseId)).toMatchObject({ outcome: 'tied' });
    const task = await town.client.openTask(OFFICE, caseId, 'chair-ruling');
    expect(task).toMatchObject({ unit: 'county-government-370502', roles: ['mechanism-member'] });
    // Nobody else: not the office, not another member.
    expect((await town.client.claim(OFFICE, task)).status).toBe(403);
    expect((await town.client.claim(seated.health, task)).status).toBe(403);
    expect((await mechanism.rule(seated.chair, caseId, 'carried')).status).toBe(200);
    await mechanism.resolve(caseId, relief);
    const { items } = await town.client.events(OFFICE, caseId);
    expect(items.find(({ type }) => type === 'chair-ruled')).toMatchObject({
      actor: seated.chair,
      data: { basis: 'tied', outcome: 'carried' },
    });
    expect((await mechanism.motion(caseId)).resolution).toMatchObject({ basis: 'chair-ruling' });
  });

  it('is tied, and the chair is recused: the deputy decides; the chair who withdraws late makes way, too', async () => {
    const { caseId, taskId } = await balloted();
    expectStatus(await mechanism.recuse(seated.chair, caseId), [200]);
    await mechanism.vote(
      taskId,
      seatNames.slice(1).map((seat, index) => [seat, index < 5 ? 'approve' : 'reject'] as const),
    );
    expect(await mechanism.counted(caseId)).toMatchObject({ outcome: 'tied', entitled: 10 });
    const task = await town.client.openTask(OFFICE, caseId, 'chair-ruling');
    expect(task.unit).toBe('county-civil-affairs-370502');
    expect((await mechanism.rule(seated['civil-affairs'], caseId, 'not-carried')).status).toBe(200);
    await town.client.openTask(OFFICE, caseId, 'motion-renewal');

    const late = await balloted();
    await mechanism.voteAll(late.taskId, 5, 5, 1);
    await town.client.openTask(OFFICE, late.caseId, 'chair-ruling', 1);
    expectStatus(await mechanism.recuse(seated.chair, late.caseId), [200]);
    const next = await town.client.openTask(OFFICE, late.caseId, 'chair-ruling', 2);
    expect(next.unit).toBe('county-civil-affairs-370502');
    expect((await mechanism.rule(seated['civil-affairs'], late.caseId, 'carried', 2)).status).toBe(200);
  });

  it('finds no quorum: reminded, convened again, and in the end ruled on, never carried or lost by time', async () => {
    const { caseId, taskId } = await balloted();
    await mechanism.voteAll(taskId, 7, 0);
    await pastDeadline(caseId);
    expect(await mechanism.counted(caseId)).toMatchObject({ outcome: 'no-quorum', present: 7, quorum: 8 });
    const again = await mechanism.ballot(caseId, 2);
    expect((await mechanism.motion(caseId)).reconvened).toBe(1);
    await mechanism.voteAll(again.taskId, 3, 0);
    await pastDeadline(caseId);
    expect(await mechanism.counted(caseId, 2)).toMatchObject({ outcome: 'no-quorum' });
    expect((await mechanism.rule(seated.chair, caseId, 'not-carried')).status).toBe(200);
    const { items } = await town.client.events(OFFICE, caseId);
    expect(items.find(({ type }) => type === 'chair-ruled')?.data).toMatchObject({ basis: 'no-quorum' });
    const closings = items.filter(({ type }) => type === 'ballot-closed');
    expect(closings.map(({ actor }) => actor)).toEqual(['system:due-sweep', 'system:due-sweep']);
    const mail = expectStatus(await town.client.get(seated.emergency, '/inbox/messages'), [200]) as {
      items: { template: string; caseId: string }[];
    };
    const told = mail.items.filter((item) => item.caseId === caseId).map(({ template }) => template);
    expect(told).toContain('ballot-opened');
    expect(told).toContain('task-due-tomorrow');
    // Who has voted in both is asked once for each, and not reminded.
    const voted = expectStatus(await town.client.get(seated.chair, '/inbox/messages'), [200]) as typeof mail;
    const asked = voted.items.filter((item) => item.caseId === caseId).map(({ template }) => template);
    expect(asked.filter((template) => template === 'ballot-opened')).toHaveLength(2);
    expect(asked.filter((template) => template === 'task-half-time' || template === 'task-due-tomorrow')).toEqual([]);
  });

  it('is voted on at a meeting by those who attend, and closed by the chair', async () => {
    const { caseId, taskId } = await balloted({ method: 'meeting' });
    expect(await mechanism.send(seated.health, taskId, 'approve')).toMatchObject({
      status: 409,
      body: { code: 'not-attending' },
    });
    const present = seatNames.slice(0, 8);
    expectStatus(await mechanism.attend(caseId, present), [200]);
    await mechanism.vote(taskId, [
      ['chair', 'approve'],
      ['education', 'approve'],
      ['finance', 'approve'],
      ['housing', 'approve'],
      ['health', 'approve'],
      ['agriculture', 'reject'],
    ]);
    expect(await mechanism.attend(caseId, ['chair'])).toMatchObject({ status: 422, body: { code: 'voted-already' } });
    expect(await mechanism.close(seated.health, taskId)).toMatchObject({ status: 403, body: { code: 'not-chair' } });
    expectStatus(await mechanism.close(seated.chair, taskId), [200]);
    expect(await mechanism.counted(caseId)).toMatchObject({
      outcome: 'carried',
      present: 8,
      approve: 5,
      reject: 1,
      abstain: 2,
    });
  });

  it('lets a vote be changed while it is open, and shows nobody how anybody votes', async () => {
    const { caseId, taskId } = await balloted();
    await mechanism.vote(taskId, [['health', 'reject']]);
    const once = await eventsOf(caseId);
    expectStatus(await mechanism.send(seated.health, taskId, 'reject'), [200]);
    expect(await eventsOf(caseId)).toEqual(once);
    await mechanism.vote(taskId, [['health', 'approve']]);
    const { items } = await town.client.events(OFFICE, caseId);
    expect(items.at(-1)).toMatchObject({ type: 'vote-cast', data: { seat: 'health', changed: true } });
    expect(JSON.stringify(items)).not.toMatch(/approve|reject|现有政策/);
    expect(JSON.stringify(await mechanism.motion(caseId, seated.chair))).not.toMatch(/approve|"reject/);
    const early = await town.client.get(seated.chair, `/motions/${caseId}/minutes`);
    expect(early).toMatchObject({ status: 409, body: { code: 'ballot-open' } });
    await mechanism.vote(
      taskId,
      seatNames.filter((seat) => seat !== 'health').map((seat) => [seat, 'abstain'] as const),
    );
    expect(await mechanism.counted(caseId)).toMatchObject({ outcome: 'rejected', approve: 1, reject: 0, abstain: 10 });
  });

  it('stands in the list of every member whose vote it asks for, until it is counted', async () => {
    const { caseId, taskId } = await balloted();
    const asked = async (as: string) => (await mechanism.asked(as)).filter((ballot) => ballot.caseId === caseId);
    expect(await asked(seated.health)).toMatchObject([{ taskId, hasVoted: false, title: '县级民政部门提请' }]);
    await mechanism.vote(taskId, [['health', 'approve']]);
    expect(await asked(seated.health)).toMatchObject([{ hasVoted: true }]);
    expectStatus(await mechanism.recuse(seated.finance, caseId), [200]);
    expect(await asked(seated.finance)).toEqual([]);
    expect(await town.client.get(OFFICE, '/motions')).toMatchObject({ status: 403 });
    const rest = seatNames.filter((seat) => seat !== 'health' && seat !== 'finance');
    await mechanism.vote(
      taskId,
      rest.map((seat) => [seat, 'reject'] as const),
    );
    await mechanism.counted(caseId);
    expect(await asked(seated.health)).toEqual([]);
    await town.client.handle(OFFICE, caseId, { kind: 'motion-renewal', outcome: 'renew', newFacts: '新情况' });
    const again = await mechanism.ballot(caseId, 2);
    expect(await asked(seated.health)).toMatchObject([{ taskId: again.taskId, hasVoted: false }]);
  });

  it('closes when the last who had not voted declares a conflict', async () => {
    const { caseId, taskId } = await balloted();
    await mechanism.voteAll(taskId, 10, 0);
    expect((await mechanism.motion(caseId)).ballot?.isOpen).toBe(true);
    expectStatus(await mechanism.recuse(seated['disabled-federation'], caseId), [200]);
    expect(await mechanism.counted(caseId)).toMatchObject({ outcome: 'carried', entitled: 10, present: 10 });
  });

  it.each([
    ['assign-department', { kind: 'assign-department', unit: 'county-medical-security-370502' }, 'medical-dongying'],
    ['new-review', { kind: 'new-review' }, niuzhuang.window],
  ] as const)('may resolve to %s, which its own unit carries out', async (_name, proposal, worker) => {
    const { caseId, taskId } = await balloted({ proposal });
    await mechanism.voteAll(taskId, 11, 0);
    await mechanism.counted(caseId);
    await mechanism.resolve(caseId, proposal);
    await mechanism.execute(worker, caseId);
    await mechanism.followUp(caseId);
    await mechanism.reaches(caseId, 'resolved');
    expect(await eventsOf(caseId)).not.toContain('determined');
  });

  it('is sent back where the mechanism is not the place for it', async () => {
    const { caseId } = await moved('large-relief');
    await town.client.handle(OFFICE, caseId, { kind: 'motion-dossier', outcome: 'return', reason: '应先申请临时救助' });
    expect(await mechanism.reaches(caseId, 'returned')).toMatchObject({ ballot: null, resolution: null });
  });

  it('is rebuilt from the case at any step, without losing a vote or doing anything twice', async () => {
    const { caseId } = await moved();
    const rebuild = async () => {
      const restart = await town.client.post('supervisor', `/cases/${caseId}/restart`, { reason: '演练' });
      expectStatus(restart, [200]);
    };
    await rebuild();
    await mechanism.dossier(caseId);
    await rebuild();
    const { taskId } = await mechanism.ballot(caseId);
    await mechanism.voteAll(taskId, 6, 0);
    await rebuild();
    await mechanism.vote(
      taskId,
      seatNames.slice(6).map((seat) => [seat, 'abstain'] as const),
    );
    expect(await mechanism.counted(caseId)).toMatchObject({ outcome: 'carried', approve: 6, abstain: 5 });
    await rebuild();
    await mechanism.resolve(caseId, relief);
    await rebuild();
    await mechanism.execute(OFFICE, caseId);
    await rebuild();
    await mechanism.followUp(caseId);
    await mechanism.reaches(caseId, 'resolved');
    const types = await eventsOf(caseId);
    for (const once of ['ballot-convened', 'ballot-tallied', 'motion-resolved', 'motion-executed']) {
      expect(types.filter((type) => type === once)).toHaveLength(1);
    }
  });
});
