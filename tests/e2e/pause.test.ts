import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { families } from '../../local/demo/families.ts';
import { niuzhuang, Office } from '../../local/demo/office.ts';
import { expectStatus } from '../../local/demo/town-client.ts';
import { isOwnTown, nextFamily, startTown } from '../support/town.ts';
import type { Town } from '../support/town.ts';

describe.skipIf(!isOwnTown)('the legal clock of a case', () => {
  let town: Town;
  let office: Office;
  beforeAll(async () => {
    town = await startTown({ startAt: '2026-03-02' });
    office = new Office(town.client, niuzhuang);
  });
  afterAll(() => town.close());

  const act = (caseId: string, verb: string, body: object) =>
    town.client.post(niuzhuang.reviewer, `/applications/${caseId}/${verb}`, body);
  const submitted = () => office.submit(families.workingPoor.build({ area: niuzhuang.area, sequence: nextFamily() }));

  it('pauses on a listed ground, accounts for the time, and is refused everything else', async () => {
    const { caseId, dueOn } = await submitted();
    expect(dueOn).toBe('2026-04-14');
    const reason = '等待车辆登记核查结果';
    const ground = 'outside-check';
    expect(await act(caseId, 'pause', { ground: 'holidays', reason })).toMatchObject({
      status: 422,
      body: { code: 'pause-ground-not-listed' },
    });
    expect(await act(caseId, 'pause', { reason })).toMatchObject({ status: 422, body: { code: 'invalid-request' } });
    for (const noticedOn of ['9999-01-01', '1999-01-01', '2030-01-01']) {
      expect(await act(caseId, 'pause', { ground, noticedOn, reason })).toMatchObject({
        status: 422,
        body: { code: 'unknown-calendar-year' },
      });
    }
    expect(await act(caseId, 'pause', { ground, noticedOn: '2026-03-03', reason })).toMatchObject({
      body: { code: 'date-in-future' },
    });
    expect(await act(caseId, 'pause', { ground, noticedOn: '2026-02-27', reason })).toMatchObject({
      body: { code: 'pause-too-early' },
    });
    expect(await act(caseId, 'resume', { reason })).toMatchObject({ status: 409, body: { code: 'not-paused' } });
    expectStatus(await act(caseId, 'pause', { ground, reason }), [200]);
    expect(await act(caseId, 'pause', { ground, reason })).toMatchObject({ body: { code: 'already-paused' } });

    await town.client.goTo('2026-03-09');
    const standing = await town.client.deadline(niuzhuang.window, caseId);
    expect(standing).toMatchObject({ paused: true, dueOn: '2026-04-21' });
    expect(standing.why.join('\n')).toContain('(尚未结束)中止,5日不计');
    // A month later nothing has become late.
    await town.client.goTo('2026-04-20');
    expectStatus(await act(caseId, 'resume', { reason }), [200]);
    const after = await town.client.deadline(niuzhuang.window, caseId);
    expect(after).toMatchObject({
      paused: false,
      pauses: [{ from: '2026-03-02', until: '2026-04-20', workingDays: 34 }],
    });
    const { items } = await office.events(caseId);
    expect(items.map(({ type }) => type)).not.toContain('limit-exceeded');
    expect(items.find(({ type }) => type === 'clock-resumed')?.data).toMatchObject({
      workingDays: 34,
      naturalDays: 49,
    });
    const task = await town.client.openTask(niuzhuang.window, caseId, 'household-investigation');
    expect(task.startLimit).toMatchObject({ dueOn: '2026-04-23' });
  });

  it('is extended once, on a listed ground, before it runs out', async () => {
    const { caseId, acceptedOn } = await submitted();
    expect(acceptedOn).toBe('2026-04-20');
    const reason = '户籍在外地';
    const ground = 'household-registration-separated';
    expect(await act(caseId, 'extension', { ground: 'tired', reason })).toMatchObject({
      status: 422,
      body: { code: 'extension-ground-not-listed' },
    });
    expectStatus(await act(caseId, 'extension', { ground, reason }), [200]);
    expect(await act(caseId, 'extension', { ground, reason })).toMatchObject({ body: { code: 'already-extended' } });
    const { caseId: other } = await submitted();
    await town.client.goTo('2026-06-30');
    expect(await act(other, 'extension', { ground, reason })).toMatchObject({ body: { code: 'extension-expired' } });
    expect(await act(other, 'pause', { ground: 'outside-check', reason })).toMatchObject({
      body: { code: 'limit-expired' },
    });
    expect((await town.client.deadline(niuzhuang.window, other)).extended).toBe(false);
  });

  it('is not for the window to stop', async () => {
    const { caseId } = await submitted();
    const response = await town.client.post(niuzhuang.window, `/applications/${caseId}/pause`, {
      ground: 'outside-check',
      reason: '核查',
    });
    expect(response).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });
});
