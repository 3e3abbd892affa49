import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AlertRow, AlertsClosed, AlertsReceived } from '../../functions/contracts/alerts.ts';
import { families } from '../../local/demo/families.ts';
import { chenzhuang, niuzhuang, Office } from '../../local/demo/office.ts';
import { expectStatus } from '../../local/demo/town-client.ts';
import type { TypedDecision } from '../../local/demo/town-client.ts';
import { isOwnTown, nextFamily, startTown } from '../support/town.ts';
import type { Town } from '../support/town.ts';

const { window } = niuzhuang;
const county = 'county-dongying';
const system = 'medical-security';

let town: Town;
let office: Office;
beforeAll(async () => {
  town = await startTown();
  office = new Office(town.client);
});
afterAll(() => town.close());

const build = () => families.workingPoor.build({ area: niuzhuang.area, sequence: nextFamily() });

let rows = 0;
function row(more: Partial<Record<keyof AlertRow, unknown>> = {}) {
  const [person] = build().family.members;
  if (person === undefined) throw new Error('a family has members');
  rows += 1;
  return {
    row: `row-${nextFamily()}-${rows}`,
    kind: 'high-medical-cost',
    area: niuzhuang.area,
    person: { name: person.name, idNumber: person.idNumber },
    detail: '本季度自付费用过高(演示)',
    ...more,
  };
}

const submit = (alert: unknown, as = county) => town.client.post(as, '/alerts', { system, alert });
async function received(alert: unknown): Promise<string> {
  return (expectStatus(await submit(alert), [201]) as { caseId: string }).caseId;
}
const view = async (caseId: string, as = county) =>
  expectStatus(await town.client.get(as, `/alerts/${caseId}`), [200]) as Record<string, unknown>;
const verify = (caseId: string, isFounded: boolean) =>
  town.client.handle(window, caseId, {
    kind: 'alert-verification',
    method: 'home-visit',
    isFounded,
    finding: '已入户核实(演示)',
  });
async function founded(alert: unknown): Promise<string> {
  const caseId = await received(alert);
  await verify(caseId, true);
  return caseId;
}
const dispose = (caseId: string, decision: Record<string, unknown>) =>
  town.client.handle(county, caseId, {
    ...decision,
    kind: 'alert-disposal',
    reason: '经核实确有困难(演示)',
  } as TypedDecision);
const typesOf = async (caseId: string) => (await office.events(caseId)).items.map(({ type }) => type);

describe('an alert', () => {
  it('is verified first, and closed with its reason where there is nothing in it', async () => {
    const caseId = await received(row());
    expect(await view(caseId)).toMatchObject({ level: 'red', stage: 'VerifyAlert', outcome: null, isFounded: null });
    const task = await town.client.openTask(window, caseId, 'alert-verification');
    expect(task).toMatchObject({ unit: 'township-370502100', finishLimit: { limitId: 'any.alert-red' } });
    await verify(caseId, false);
    expect(await view(caseId)).toMatchObject({ status: 'closed', outcome: 'unfounded', isFounded: false });
    expect(await typesOf(caseId)).toEqual(['alert-received', 'task-opened', 'task-claimed', 'alert-closed']);
  });

  it('is placed by the county where the township is not known', async () => {
    const caseId = await received(row({ area: '370502', kind: 'vehicle' }));
    expect((await town.client.get(window, `/alerts/${caseId}`)).status).toBe(404);
    const place = { kind: 'alert-triage' as const, reason: '户籍地在牛庄(演示)' };
    const task = await town.client.openTask(county, caseId, 'alert-triage');
    const claimed = expectStatus(await town.client.claim(county, task), [200]) as { taskId: string; version: number };
    const elsewhere = await town.client.decide(county, claimed, { ...place, area: '370522102' });
    expect(elsewhere).toMatchObject({ status: 422, body: { code: 'unknown-area' } });
    expectStatus(await town.client.decide(county, claimed, { ...place, area: niuzhuang.area }), [200]);
    expect(await view(caseId, window)).toMatchObject({ area: niuzhuang.area, stage: 'VerifyAlert' });
    await verify(caseId, false);
  });

  describe('that is founded comes to exactly one of four outcomes', () => {
    it('delivered: relief begins in the same write', async () => {
      const caseId = await founded(row());
      await dispose(caseId, {
        outcome: 'deliver',
        measure: { kind: 'relief', type: 'emergency', cause: 'sudden-illness', requestedFen: 100_000 },
      });
      const { outcome, ledTo } = await view(caseId);
      expect(outcome).toBe('delivered');
      await town.client.openTask(window, String(ledTo), 'relief-help');
      const again = (await office.tasks(caseId)).filter(({ status }) => status === 'OPEN');
      expect(again).toEqual([]);
    });

    it('pushed: departments get their parts', async () => {
      const caseId = await founded(row({ kind: 'aid-not-delivered' }));
      await dispose(caseId, { outcome: 'push', needs: [{ need: 'medical' }, { need: 'education' }] });
      const { outcome, ledTo } = await view(caseId);
      expect(outcome).toBe('pushed');
      const referral = expectStatus(await town.client.get(window, `/referrals/${String(ledTo)}`), [200]);
      expect(referral).toMatchObject({ origin: { kind: 'alert', caseId } });
    });

    it('deliberated: the coordination mechanism has a motion', async () => {
      const caseId = await founded(row());
      await dispose(caseId, { outcome: 'deliberate' });
      const { outcome, ledTo } = await view(caseId);
      expect(outcome).toBe('deliberated');
      await town.client.openTask(county, String(ledTo), 'motion-dossier');
    });

    it('verified and ended: running aid is checked, and goes on until people end it', async () => {
      const submission = build();
      const aid = await office.submit(submission);
      await office.toConfirmation(aid.caseId);
      await office.confirm(aid.caseId);
      await town.client.reaches(window, aid.caseId, 'granted');
      const [person] = submission.family.members;
      const caseId = await founded(row({ kind: 'wage', person: { name: person?.name, idNumber: person?.idNumber } }));
      expect((await view(caseId))['householdId']).toBe(aid.householdId);
      await dispose(caseId, { outcome: 'verify-and-end', aid: aid.caseId, trigger: 'exclusion-alert' });
      const { outcome, ledTo } = await view(caseId);
      expect(outcome).toBe('verified-and-ended');
      expect(expectStatus(await town.client.get(window, `/terminations/${String(ledTo)}`), [200])).toMatchObject({
        status: 'in-progress',
      });
      const { entries } = await town.client.chain(window, aid.householdId);
      expect((entries as readonly { until?: string }[]).every(({ until }) => until === undefined)).toBe(true);
    });

    it('refuses another family’s aid, and needs that nobody answers for, changing nothing', async () => {
      const other = await office.submit(build());
      const caseId = await founded(row({ kind: 'wage' }));
      const task = await town.client.openTask(county, caseId, 'alert-disposal');
      const claimed = expectStatus(await town.client.claim(county, task), [200]) as { taskId: string; version: number };
      const before = await typesOf(caseId);
      const decision = { kind: 'alert-disposal', reason: '演示' };
      const end = { ...decision, outcome: 'verify-and-end', aid: other.caseId, trigger: 'exclusion-alert' };
      expect(await town.client.decide(county, claimed, end)).toMatchObject({
        status: 409,
        body: { code: 'no-aid-running' },
      });
      const push = { ...decision, outcome: 'push', needs: [{ need: 'no-such-need' }] };
      expect((await town.client.decide(county, claimed, push)).status).toBe(422);
      expect((await town.client.decide(county, claimed, { ...decision, outcome: 'approve' })).status).toBe(422);
      expect(await typesOf(caseId)).toEqual(before);
    });
  });

  it('that comes again changes nothing with the same content, and its content while it is open', async () => {
    const alert = row({ kind: 'vehicle' });
    const caseId = await received(alert);
    const once = await typesOf(caseId);
    expect(await submit(alert)).toMatchObject({ status: 200, body: { caseId, as: 'known' } });
    expect(await typesOf(caseId)).toEqual(once);
    const was = (await town.client.openTask(window, caseId, 'alert-verification')).finishLimit?.dueOn ?? '';
    expect(await submit({ ...alert, level: 'red' })).toMatchObject({ status: 200, body: { caseId, as: 'updated' } });
    const now = await town.client.openTask(window, caseId, 'alert-verification');
    expect(now.finishLimit?.limitId).toBe('any.alert-red');
    expect((now.finishLimit?.dueOn ?? '') < was).toBe(true);
    await verify(caseId, false);
    expect(await submit({ ...alert, level: 'red' })).toMatchObject({ status: 200, body: { caseId, as: 'known' } });
    const next = await received({ ...alert, level: 'red', detail: '又有新情况(演示)' });
    expect(next).not.toBe(caseId);
    expect((await office.events(next)).items[0]?.data).toMatchObject({ after: caseId });
  });

  it('whose row names another person, or comes from another county, is refused while the first is open', async () => {
    const alert = row();
    const caseId = await received(alert);
    const before = await typesOf(caseId);
    expect(await submit({ ...alert, person: row().person })).toMatchObject({
      status: 409,
      body: { code: 'row-of-another-person', errors: [{ pointer: '/person/idNumber' }] },
    });
    expect(await submit({ ...alert, area: chenzhuang.area }, 'county-lijin')).toMatchObject({
      status: 422,
      body: { code: 'area-not-yours', errors: [{ pointer: '/row' }] },
    });
    expect(await typesOf(caseId)).toEqual(before);
    const renamed = { ...alert, person: { ...(alert.person as object), name: '改名演示' } };
    expect(await submit(renamed)).toMatchObject({ status: 200, body: { caseId, as: 'updated' } });
    expect(JSON.stringify(await view(caseId))).toContain('改名演示');
  });

  it('that nobody sees to is late by its level, and stays open', async () => {
    if (!isOwnTown) return;
    const caseId = await received(row());
    await town.client.passDays(5);
    const late = (await office.events(caseId)).items.filter(({ type }) => type === 'limit-exceeded');
    expect(late).toMatchObject([{ data: { limitId: 'any.alert-red' } }]);
    expect(await view(caseId)).toMatchObject({ status: 'in-progress' });
  });
});

describe('a batch of alerts', () => {
  const send = async (alerts: readonly unknown[]): Promise<AlertsReceived> =>
    expectStatus(await town.client.post(county, '/alerts/batch', { system, alerts }), [200]) as AlertsReceived;

  it('of a thousand with every tenth broken takes in the sound ones, names the others, and may be sent again', async () => {
    const breaking = [
      (alert: object) => ({ ...alert, kind: undefined }),
      (alert: object) => ({ ...alert, kind: 'no-such-kind' }),
      (alert: object) => ({ ...alert, area: '110101001' }),
      (alert: object) => ({ ...alert, person: { name: '', idNumber: '123' } }),
      () => 'no row at all',
    ];
    const alerts = Array.from({ length: 1000 }, (_, index) => {
      const alert = row();
      return index % 10 === 9 ? breaking[((index - 9) / 10) % breaking.length]!(alert) : alert;
    });
    const first = await send(alerts);
    expect(first).toMatchObject({ received: 900, known: 0, updated: 0, rejected: 100 });
    expect(first.rows).toHaveLength(900);
    expect(first.problems.every(({ index, reason }) => index % 10 === 9 && /\p{Script=Han}/u.test(reason))).toBe(true);
    expect(first.problems.find(({ index }) => index === 9)).toMatchObject({ field: '/kind' });
    expect(first.problems.find(({ index }) => index === 19)).toMatchObject({ field: '/kind' });
    expect(first.problems.filter(({ index }) => index === 39).map(({ field }) => field)).toEqual([
      '/person/name',
      '/person/idNumber',
    ]);
    const second = await send(alerts);
    expect(second).toMatchObject({ received: 0, known: 900, rejected: 100 });
    expect(second.rows).toEqual(first.rows.map((one) => ({ ...one, as: 'known' })));
  });

  it('keeps one household for one person, and the last content of one row', async () => {
    const alert = row();
    const { rows: taken } = await send([alert, { ...row(), person: alert.person }, { ...alert, detail: '更新(演示)' }]);
    expect(taken.map((one) => one.as)).toEqual(['received', 'received', 'updated']);
    const households = await Promise.all(taken.map(async (one) => (await view(one.caseId))['householdId']));
    expect(new Set(households).size).toBe(1);
  });

  it('may be four times as large as other requests, and no larger', async () => {
    const long = (length: number) => ({ ...row(), detail: '长'.repeat(length) });
    const large = Array.from({ length: 120 }, () => long(1000));
    expect(Buffer.byteLength(JSON.stringify(large))).toBeGreaterThan(256 * 1024);
    expect(await send(large)).toMatchObject({ received: 120, rejected: 0 });
    const alerts = Array.from({ length: 200 }, () => long(1900));
    const tooLarge = await town.client.post(county, '/alerts/batch', { system, alerts });
    expect(tooLarge).toMatchObject({ status: 413, body: { code: 'payload-too-large' } });
    const single = await submit(long(100_000));
    expect(single.status).toBe(413);
  });

  it('larger than a thousand is refused whole', async () => {
    const alerts = Array.from({ length: 1001 }, () => ({}));
    expect((await town.client.post(county, '/alerts/batch', { system, alerts })).status).toBe(422);
  });
});

describe('closing in bulk', () => {
  it('closes what is unverified with one reason, and says why it leaves the rest', async () => {
    const open = await Promise.all([received(row()), received(row())]);
    const real = await founded(row());
    const alerts = [...open, real, '370502-20260302-NOBODY'];
    const close = async () =>
      expectStatus(
        await town.client.post(county, '/alerts/closings', { alerts, reason: '重复推送(演示)' }),
        [200],
      ) as AlertsClosed;
    const first = await close();
    expect(first.closed.toSorted()).toEqual(open.toSorted());
    expect(first.problems.map(({ caseId }) => caseId)).toEqual([real, '370502-20260302-NOBODY']);
    expect(await close()).toEqual(first);
    expect(await view(open[0]!)).toMatchObject({ status: 'closed', outcome: 'unfounded', isFounded: null });
    expect(await view(real)).toMatchObject({ status: 'in-progress' });
    const without = await town.client.post(county, '/alerts/closings', { alerts });
    expect(without.status).toBe(422);
  });
});
