import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { niuzhuang } from '../../local/demo/office.ts';
import { ReferralDesk } from '../../local/demo/referral-desk.ts';
import { isOwnTown, nextFamily, startTownProcess } from '../support/town.ts';
import type { TownProcess } from '../support/town.ts';

const MEDICAL = 'medical-dongying';
const EDUCATION = 'education-dongying';

describe.skipIf(!isOwnTown)('a referral in a town that is killed', () => {
  let town: TownProcess;
  beforeAll(async () => {
    town = await startTownProcess();
  });
  afterAll(() => town.close());

  it('loses no part and opens no work twice when it dies after every step', async () => {
    let kills = 0;
    const step = async <T>(act: (desk: ReferralDesk) => Promise<T>): Promise<T> => {
      const done = await act(new ReferralDesk(town.client));
      await town.killAndRestart();
      kills += 1;
      return done;
    };
    const { caseId } = await step((desk) =>
      desk.open(desk.request(nextFamily(), [{ need: 'medical' }, { need: 'education' }])),
    );
    await step((desk) => desk.giveBack(MEDICAL, caseId, 'p1'));
    await step((desk) => desk.accept(EDUCATION, caseId, 'p2'));
    await step((desk) =>
      desk.handle(niuzhuang.window, caseId, 'p1', {
        kind: 'referral-reassignment',
        unit: 'county-education-370502',
        reason: '转教育部门(演示)',
      }),
    );
    await step((desk) => desk.accept(EDUCATION, caseId, 'p1'));
    await step((desk) => desk.answer(EDUCATION, caseId, 'p2', 30_000));
    await step((desk) => desk.answer(EDUCATION, caseId, 'p1'));
    const desk = new ReferralDesk(town.client);
    const ended = await desk.ends(caseId, 'done');
    expect(kills).toBe(7);
    expect(ended.parts.map(({ result }) => result)).toEqual(['not-eligible', 'granted']);
    const tasks = await town.client.tasks(niuzhuang.window, caseId);
    expect(tasks.every(({ status }) => status === 'DECIDED')).toBe(true);
    // Two acceptances and a third after the return, one reassignment, two answers.
    expect(new Set(tasks.map(({ taskId }) => taskId)).size).toBe(6);
    const { items, isVerified } = await town.client.events(niuzhuang.window, caseId);
    expect(isVerified).toBe(true);
    for (const once of ['referral-sent', 'referral-returned', 'referral-closed']) {
      expect(items.filter(({ type }) => type === once)).toHaveLength(1);
    }
    expect(items.filter(({ type }) => type === 'special-aid-recorded')).toHaveLength(2);
  });
});
