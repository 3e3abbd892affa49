import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { families } from '../../local/demo/families.ts';
import { Mechanism, OFFICE, seated, seatNames } from '../../local/demo/mechanism.ts';
import { dayAfter, niuzhuang, Office } from '../../local/demo/office.ts';
import { expectStatus } from '../../local/demo/town-client.ts';
import type { Answer } from '../../local/demo/town-client.ts';
import { examples, isOwnTown, nextFamily, startTown, startTownProcess } from '../support/town.ts';
import type { Town } from '../support/town.ts';

const ROUNDS = 6;
const submission = () => families.highMedicalSpending.build({ area: niuzhuang.area, sequence: nextFamily() });
const statuses = (answers: readonly Answer[]) => answers.map(({ status }) => status).sort((a, b) => a - b);

describe('a ballot', () => {
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

  const moved = async (kind?: string) => {
    const { caseId: about } = await office.submit(submission());
    return { about, caseId: await mechanism.move(about, kind) };
  };
  const balloted = async (more: Parameters<Mechanism['dossier']>[1] = {}) => {
    const { about, caseId } = await moved();
    await mechanism.dossier(caseId, more);
    const { taskId } = await mechanism.ballot(caseId);
    return { about, caseId, taskId };
  };
  const refused = (status: number, code: string) => ({ status, body: { code } });
  const quiet = async (caseId: string, what: () => Promise<unknown>) => {
    const before = (await town.client.events(OFFICE, caseId)).items.length;
    await what();
    const { items, isVerified } = await town.client.events(OFFICE, caseId);
    expect(items).toHaveLength(before);
    expect(isVerified).toBe(true);
  };

  describe('where people act at the same moment', () => {
    it('two last votes: both count, and exactly one closes it', async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const { caseId, taskId } = await balloted();
        await mechanism.voteAll(taskId, 9, 0);
        const answers = await Promise.all([
          mechanism.send(seated.emergency, taskId, 'reject'),
          mechanism.send(seated['disabled-federation'], taskId, 'reject'),
        ]);
        expect(statuses(answers)).toEqual([200, 200]);
        expect(answers.map(({ body }) => (body as { status: string }).status).sort()).toEqual(['DECIDED', 'OPEN']);
        expect(await mechanism.counted(caseId)).toMatchObject({ present: 11, approve: 9, reject: 2 });
        const types = (await town.client.events(OFFICE, caseId)).items.map(({ type }) => type);
        expect(types.filter((type) => type === 'vote-cast')).toHaveLength(11);
        expect(types.filter((type) => type === 'ballot-closed')).toHaveLength(1);
        expect(types.filter((type) => type === 'ballot-tallied')).toHaveLength(1);
      }
    });

    it('all eleven at once: none is lost', async () => {
      const { caseId, taskId } = await balloted();
      const answers = await Promise.all(
        seatNames.map((seat, index) => mechanism.send(seated[seat], taskId, index % 2 === 0 ? 'approve' : 'abstain')),
      );
      expect(new Set(statuses(answers))).toEqual(new Set([200]));
      expect(await mechanism.counted(caseId)).toMatchObject({ approve: 6, abstain: 5 });
    });

    it('the chair closes while the last votes: it closes once, and the vote counts or is told that it came too late', async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const { caseId, taskId } = await balloted();
        await mechanism.voteAll(taskId, 10, 0);
        const [voted, closed] = await Promise.all([
          mechanism.send(seated['disabled-federation'], taskId, 'reject'),
          mechanism.close(seated.chair, taskId),
        ]);
        const late = [voted, closed].filter(({ status }) => status !== 200);
        expect(late.map(({ body }) => (body as { code: string }).code)).toEqual(['ballot-closed']);
        expect(await mechanism.counted(caseId)).toMatchObject({ reject: voted.status === 200 ? 1 : 0, approve: 10 });
      }
    });

    it('whatever members vote, change and declare, one by one or at once, the count is that of their last words', async () => {
      const choice = fc.constantFrom('approve' as const, 'reject' as const, 'abstain' as const);
      const seat = fc.constantFrom(...seatNames);
      // The chair closes in the end, so the chair declares no conflict.
      const member = fc.constantFrom(...seatNames.slice(1));
      const act = fc.oneof(
        { weight: 5, arbitrary: fc.record({ seat, choice }) },
        { weight: 1, arbitrary: fc.record({ seat: member, choice: fc.constant('recused' as const) }) },
      );
      // What happens at once is done by different people: of one person's two acts nobody could say which was the last.
      const atOnce = fc.uniqueArray(act, { selector: ({ seat: who }) => who, minLength: 1, maxLength: 5 });
      await fc.assert(
        fc.asyncProperty(fc.array(atOnce, { minLength: 1, maxLength: 6 }), async (steps) => {
          const { caseId, taskId } = await balloted();
          const last = new Map<string, string>();
          let isOpen = true;
          for (const step of steps) {
            const answers = await Promise.all(
              step.map(({ seat: who, choice: said }) =>
                said === 'recused' ? mechanism.recuse(seated[who], caseId) : mechanism.send(seated[who], taskId, said),
              ),
            );
            for (const [index, { status }] of answers.entries()) {
              const { seat: who, choice: said } = step[index]!;
              if (status === 200) last.set(who, last.get(who) === 'recused' ? 'recused' : said);
            }
            const declined = answers.flatMap(({ status, body }) =>
              status === 200 ? [] : [(body as { code: string }).code],
            );
            expect(declined.filter((code) => code !== 'recused' && code !== 'ballot-closed')).toEqual([]);
            const { ballot } = await mechanism.motion(caseId);
            isOpen = ballot?.isOpen === true;
            expect(isOpen).toBe(last.size < seatNames.length);
            if (!isOpen) break;
          }
          if (isOpen) expectStatus(await mechanism.close(seated.chair, taskId), [200]);
          const said = [...last.values()];
          const count = (what: string) => said.filter((each) => each === what).length;
          const [entitled, approve, reject, abstain] = [
            seatNames.length - count('recused'),
            count('approve'),
            count('reject'),
            count('abstain'),
          ];
          expect(await mechanism.counted(caseId)).toMatchObject({ entitled, approve, reject, abstain });
          // Without a quorum the next ballot may be open already, and until it closes nobody reads how people voted.
          const minutes = await town.client.get(OFFICE, `/motions/${caseId}/minutes`);
          const { ballots: [first] = [], code } = minutes.body as {
            ballots?: { isVerified: boolean }[];
            code?: string;
          };
          expect([true, 'ballot-open']).toContain(first?.isVerified ?? code);
        }),
        { seed: 20_260_302, numRuns: examples(25) },
      );
    });

    it('two reviewers put the same case before the mechanism: one motion', async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const { caseId } = await office.submit(submission());
        const body = { caseId, kind: 'reviewer', summary: '困难(演示)' };
        const answers = await Promise.all(
          [OFFICE, 'county2-dongying'].map((as) => town.client.post(as, '/motions', body)),
        );
        expect(statuses(answers)).toEqual([201, 409]);
        expect(answers.find(({ status }) => status === 409)).toMatchObject(refused(409, 'motion-open'));
      }
    });
  });

  describe('refuses, and nothing changes,', () => {
    it('a vote by who is no member, or sits for another county, or is recused', async () => {
      const { caseId, taskId } = await balloted();
      await mechanism.recuse(seated.finance, caseId);
      await quiet(caseId, async () => {
        expect(await mechanism.send(OFFICE, taskId, 'approve')).toMatchObject(refused(403, 'forbidden'));
        expect(await mechanism.send('medical-dongying', taskId, 'approve')).toMatchObject(refused(403, 'forbidden'));
        expect(await mechanism.send('county-lijin', taskId, 'approve')).toMatchObject(refused(404, 'not-found'));
        expect(await mechanism.send(seated.finance, taskId, 'approve')).toMatchObject(refused(403, 'recused'));
      });
    });

    it('a vote after closing, also the same once more', async () => {
      const { caseId, taskId } = await balloted();
      await mechanism.voteAll(taskId, 11, 0);
      await town.client.openTask(OFFICE, caseId, 'motion-resolution');
      await quiet(caseId, async () => {
        expect(await mechanism.send(seated.health, taskId, 'reject')).toMatchObject(refused(409, 'ballot-closed'));
        expect(await mechanism.send(seated.health, taskId, 'approve')).toMatchObject(refused(409, 'ballot-closed'));
        expect(await mechanism.close(seated.chair, taskId)).toMatchObject(refused(409, 'ballot-closed'));
      });
    });

    it('a choice that is none, a vote without a reason, and text where a ballot should be', async () => {
      const { about, caseId, taskId } = await balloted();
      await quiet(caseId, async () => {
        const post = (body: unknown) => town.client.post(seated.health, `/tasks/${taskId}/vote`, body);
        expect(await post({ choice: 'yes', reason: '同意' })).toMatchObject(refused(422, 'invalid-request'));
        expect(await post({ choice: 'approve', reason: ' ' })).toMatchObject(refused(422, 'invalid-request'));
        expect(await post({ choice: 'approve' })).toMatchObject(refused(422, 'invalid-request'));
        const visit = await town.client.openTask(niuzhuang.window, about, 'household-investigation');
        expect(await mechanism.send(seated.health, visit.taskId, 'approve')).toMatchObject(
          refused(422, 'not-a-ballot'),
        );
        expect(await mechanism.send(seated.health, `${taskId}0`, 'approve')).toMatchObject(refused(404, 'not-found'));
      });
    });

    it('being claimed, decided or closed like other work', async () => {
      const { caseId, taskId } = await balloted();
      const task = await town.client.openTask(OFFICE, caseId, 'ballot');
      await quiet(caseId, async () => {
        expect((await town.client.claim(OFFICE, task)).status).toBe(403);
        expect((await town.client.claim(seated['civil-affairs'], task)).status).toBe(403);
        const decision = { kind: 'chair-ruling', outcome: 'carried', reason: '同意' };
        expect((await town.client.decide(OFFICE, task, decision)).status).toBe(403);
        expect(await mechanism.close(seated['civil-affairs'], taskId)).toMatchObject(refused(403, 'not-chair'));
      });
    });

    it('attendance of who has no seat, outside a meeting, or by who does not keep the file', async () => {
      const meeting = await balloted({ method: 'meeting' });
      const written = await balloted();
      await quiet(meeting.caseId, async () => {
        expect(await mechanism.attend(meeting.caseId, ['chair', 'police'])).toMatchObject(refused(422, 'unknown-seat'));
        expect(await mechanism.attend(meeting.caseId, ['chair'], seated.chair)).toMatchObject(
          refused(403, 'forbidden'),
        );
        expect(await mechanism.attend(meeting.caseId, [])).toMatchObject(refused(422, 'invalid-request'));
      });
      expect(await mechanism.attend(written.caseId, ['chair'])).toMatchObject(refused(409, 'no-meeting'));
      const { caseId } = await moved();
      expect(await mechanism.attend(caseId, ['chair'])).toMatchObject(refused(409, 'no-ballot-open'));
    });

    it('a motion about what is none of theirs, or one that is moved already', async () => {
      const { about, caseId } = await moved();
      // At rest first: its two pieces of work open side by side, and each is an event.
      await town.client.openTask(OFFICE, about, 'household-investigation');
      await town.client.openTask(OFFICE, about, 'information-check');
      const move = (as: string, body: object) => town.client.post(as, '/motions', { kind: 'reviewer', ...body });
      const summary = '困难';
      await quiet(about, async () => {
        expect(await move(OFFICE, { caseId: about, summary })).toMatchObject({
          status: 409,
          body: { code: 'motion-open', caseId },
        });
        expect(await move(niuzhuang.reviewer, { caseId: about, summary })).toMatchObject(refused(403, 'forbidden'));
        expect(await move('county-lijin', { caseId: about, summary })).toMatchObject(refused(404, 'not-found'));
        expect(await move(OFFICE, { caseId: 'nobody', summary })).toMatchObject(refused(404, 'not-found'));
        expect(await move(OFFICE, { caseId, summary })).toMatchObject(refused(422, 'not-deliberable'));
        expect(await move(OFFICE, { caseId: about, summary, kind: 'alert' })).toMatchObject(
          refused(422, 'invalid-request'),
        );
      });
    });

    it('whatever would put a family on 低保 or 特困 or end its aid, whoever resolves it', async () => {
      const { caseId } = await moved();
      const task = await town.client.openTask(OFFICE, caseId, 'motion-dossier');
      const held = expectStatus(await town.client.claim(OFFICE, task), [200]) as { taskId: string; version: number };
      const items = (await mechanism.motion(caseId)).dossier!.items.map(({ id }) => id);
      const put = (proposal: object, more: object = {}) =>
        town.client.decide(OFFICE, held, {
          kind: 'motion-dossier',
          outcome: 'complete',
          items,
          summary: '困难',
          method: 'circulation',
          proposal,
          ...more,
        });
      await quiet(caseId, async () => {
        for (const kind of ['determine', 'grant-dibao', 'dibao', 'destitute', 'end-aid', 'confirm']) {
          expect(await put({ kind })).toMatchObject(refused(422, 'invalid-request'));
        }
        expect(await put({ kind: 'new-review', tier: 'dibao' })).toMatchObject(refused(422, 'invalid-request'));
        expect(await put({ kind: 'grant-relief', amountFen: 9_900_001 })).toMatchObject(refused(422, 'above-ceiling'));
        expect(await put({ kind: 'assign-department', unit: 'county-health-370522' })).toMatchObject(
          refused(422, 'unknown-unit'),
        );
        const relief = { kind: 'grant-relief', amountFen: 100 };
        expect(await put(relief, { items: [] })).toMatchObject(refused(422, 'dossier-incomplete'));
      });
    });

    it('showing the dossier or the minutes to who has no part in it', async () => {
      const { caseId, taskId } = await balloted();
      await mechanism.recuse(seated.housing, caseId);
      expect((await mechanism.motion(caseId, seated.health)).dossier).not.toBeNull();
      expect((await mechanism.motion(caseId, seated.housing)).dossier).toBeNull();
      expect((await mechanism.motion(caseId, niuzhuang.window)).dossier).toBeNull();
      expect((await town.client.get('medical-dongying', `/motions/${caseId}`)).status).toBe(403);
      expect((await town.client.get('window-chenzhuang', `/motions/${caseId}`)).status).toBe(404);
      await mechanism.vote(
        taskId,
        seatNames.filter((seat) => seat !== 'housing').map((seat) => [seat, 'approve'] as const),
      );
      await mechanism.counted(caseId);
      expect((await town.client.get(seated.housing, `/motions/${caseId}/minutes`)).status).toBe(403);
      expect((await town.client.get(niuzhuang.window, `/motions/${caseId}/minutes`)).status).toBe(403);
      expect((await mechanism.minutes(caseId, 'supervisor')).ballots).toHaveLength(1);
    });
  });

  it('at a meeting without the chair is closed by the deputy, and by nobody else', async () => {
    const { caseId, taskId } = await balloted({ method: 'meeting' });
    expectStatus(await mechanism.attend(caseId, seatNames.slice(1, 9)), [200]);
    await mechanism.vote(
      taskId,
      seatNames.slice(1, 9).map((seat) => [seat, 'approve'] as const),
    );
    expect(await mechanism.close(seated.chair, taskId)).toMatchObject(refused(403, 'not-chair'));
    expectStatus(await mechanism.close(seated['civil-affairs'], taskId), [200]);
    expect(await mechanism.counted(caseId)).toMatchObject({ outcome: 'carried', present: 8 });
  });

  it('ends undecided where nobody is left to rule, and whoever moved it is told and may move it anew', async () => {
    const { about, caseId, taskId } = await balloted();
    for (const user of [seated.chair, seated['civil-affairs']]) {
      expectStatus(await mechanism.recuse(user, caseId), [200]);
    }
    await mechanism.vote(taskId, [['health', 'approve']]);
    await pastDeadline(caseId);
    await mechanism.counted(caseId, 1);
    const again = await mechanism.ballot(caseId, 2);
    // The chair's seat is the chair's: nobody else of that unit sits in the mechanism.
    expect(again.seats.filter(({ standing }) => standing === 'recused')).toHaveLength(2);
    await pastDeadline(caseId);
    expect(await mechanism.reaches(caseId, 'undecided')).toMatchObject({ resolution: null, reconvened: 1 });
    const mail = expectStatus(await town.client.get(OFFICE, '/inbox/messages'), [200]) as {
      items: { template: string; caseId: string }[];
    };
    expect(mail.items.filter((item) => item.caseId === caseId).map(({ template }) => template)).toContain(
      'motion-undecided',
    );
    await mechanism.move(about);
  });
  const pastDeadline = async (caseId: string) => {
    const { ballot } = await mechanism.motion(caseId);
    await town.client.goTo(dayAfter(ballot!.dueOn!));
  };
});

describe.runIf(isOwnTown)('a ballot while people leave or the house falls down', () => {
  it('keeps its snapshot when a member leaves, whose vote counts no more', async () => {
    const town = await startTown();
    try {
      const office = new Office(town.client);
      const mechanism = new Mechanism(town.client);
      const { caseId: about } = await office.submit(submission());
      const caseId = await mechanism.move(about);
      await mechanism.dossier(caseId);
      const { taskId } = await mechanism.ballot(caseId);
      await mechanism.vote(taskId, [['civil-affairs', 'reject']]);
      const leaving = { leaver: seated['civil-affairs'], reason: '调离(演示)' };
      expectStatus(await town.client.post('head-dongying', '/handovers', leaving), [202]);
      const { ballot } = await mechanism.motion(caseId);
      expect(ballot?.seats).toHaveLength(11);
      expect(ballot?.seats.find(({ seat }) => seat === 'civil-affairs')).toMatchObject({
        subject: seated['civil-affairs'],
        standing: 'departed',
        voted: true,
      });
      expect((await mechanism.send(seated['civil-affairs'], taskId, 'approve')).status).toBe(403);
      await mechanism.vote(
        taskId,
        seatNames.filter((seat) => seat !== 'civil-affairs').map((seat) => [seat, 'approve'] as const),
      );
      expect(await mechanism.counted(caseId)).toMatchObject({ entitled: 10, present: 10, approve: 10, reject: 0 });
      const [minutes] = (await mechanism.minutes(caseId)).ballots;
      expect(minutes?.members.find(({ seat }) => seat === 'civil-affairs')).toMatchObject({
        standing: 'departed',
        choice: null,
      });
      expect(minutes?.dissent).toEqual([]);
    } finally {
      await town.close();
    }
  });

  it('loses no vote when the house is killed between two', async () => {
    const town = await startTownProcess();
    try {
      const office = new Office(town.client);
      const { caseId: about } = await office.submit(submission());
      const before = new Mechanism(town.client);
      const caseId = await before.move(about);
      await before.dossier(caseId);
      const { taskId } = await before.ballot(caseId);
      await before.voteAll(taskId, 6, 4);
      await town.killAndRestart();
      const after = new Mechanism(town.client);
      await after.vote(taskId, [['disabled-federation', 'abstain']]);
      await town.killAndRestart();
      const end = new Mechanism(town.client);
      expect(await end.counted(caseId)).toMatchObject({ outcome: 'carried', approve: 6, reject: 4, abstain: 1 });
      expect((await end.minutes(caseId)).ballots).toMatchObject([{ isVerified: true }]);
      await town.client.openTask(OFFICE, caseId, 'motion-resolution');
    } finally {
      await town.close();
    }
  });
});
