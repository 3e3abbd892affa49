import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AdjudicationOpened } from '../../functions/contracts/adjudications.ts';
import type { HouseholdsReviewed, HouseholdView } from '../../functions/contracts/households.ts';
import type { PersonAnswer } from '../../functions/contracts/person-queries.ts';
import { families } from '../../local/demo/families.ts';
import type { Submission } from '../../local/demo/families.ts';
import { niuzhuang, Office } from '../../local/demo/office.ts';
import { fictitiousIdNumber } from '../../local/demo/people.ts';
import { expectStatus } from '../../local/demo/town-client.ts';
import { nextFamily, startTown } from '../support/town.ts';
import type { Town } from '../support/town.ts';

const { window, reviewer } = niuzhuang;
const county = 'county-dongying';
const supervisor = 'supervisor';

let town: Town;
let office: Office;
beforeAll(async () => {
  town = await startTown();
  office = new Office(town.client);
});
afterAll(() => town.close());

const poor = () => families.workingPoor.build({ area: niuzhuang.area, sequence: nextFamily() });

async function granted(submission: Submission) {
  const filed = await office.submit(submission);
  await office.toConfirmation(filed.caseId);
  await office.confirm(filed.caseId);
  await town.client.reaches(window, filed.caseId, 'granted');
  // Aid begins with the next month.
  await town.client.passDays(31);
  return filed;
}
const household = async (id: string) =>
  expectStatus(await town.client.get(county, `/households/${id}`), [200]) as HouseholdView;
const chain = async (id: string) =>
  expectStatus(await town.client.get(county, `/households/${id}/chain`), [200]) as {
    readonly householdId: string;
    readonly entries: readonly { readonly person: string; readonly caseId: string }[];
    readonly overlaps: readonly unknown[];
  };
const review = async () =>
  expectStatus(
    await town.client.post(supervisor, '/households/reviews', { area: '370502' }),
    [200],
  ) as HouseholdsReviewed;
const open = async (body: object, as = reviewer) =>
  expectStatus(
    await town.client.post(as, '/adjudications', { reason: '核对户口簿(演示)', ...body }),
    [201],
  ) as AdjudicationOpened;
const settle = (caseId: string, carryOut: boolean, as = county) =>
  town.client.handle(as, caseId, { kind: 'record-adjudication', carryOut, reason: '经核对(演示)' });

describe('the register of households', () => {
  it('shows what is due and not there, and raises it once a year', async () => {
    const { householdId, caseId } = await granted(poor());
    const before = await household(householdId);
    expect(before.aid).toMatchObject([{ aid: 'tier:dibao', title: '最低生活保障对象' }, { aid: 'tier:dibao' }]);
    // The recognition has put its package before the window.
    expect(before.entitlements.map(({ entitlement, state }) => [entitlement, state])).toContainEqual([
      'insurance-premium',
      'under-way',
    ]);
    expect(before.freshness).toContainEqual({ feed: 'aid-granted', on: null });
    const referral = before.cases.find((one) => one !== caseId);
    await town.client.post(window, `/referrals/${referral}/withdrawal`, { reason: '家庭暂不需要(演示)' });
    const after = await household(householdId);
    expect(after.entitlements.find(({ entitlement }) => entitlement === 'insurance-premium')).toMatchObject({
      state: 'missing',
      reason: expect.stringContaining('没有办理记录(部门发放数据尚未接入)'),
    });
    const first = await review();
    expect(first.alerts.received).toBeGreaterThan(0);
    // In a home that others use, some were raised before.
    const raised = first.alerts.received + first.alerts.known;
    expect(first.missing).toBe(raised);
    const again = await review();
    expect(again.alerts).toEqual({ received: 0, known: raised, updated: 0, refused: 0 });
  });

  it('counts what departments report, and finds what a feed doubles', async () => {
    const submission = poor();
    const { householdId } = await granted(submission);
    const [person, child] = submission.family.members;
    const { today } = await town.client.clock();
    const deliver = async (feed: string, ...lines: readonly string[]) => {
      const answer = await town.client.post(supervisor, `/feeds/${feed}/imports?on=${today}`, `${lines.join('\n')}\n`, {
        'content-type': 'text/csv',
      });
      expectStatus(answer, [201]);
    };
    await deliver(
      'aid-granted',
      '公民身份号码,姓名,项目,发放日期,有效期至,金额(元)',
      `${person?.idNumber},${person?.name},资助参加城乡居民基本医疗保险,${today},,"1,234.50"`,
    );
    await deliver(
      'child-welfare',
      '公民身份号码,姓名,类别,是否全额发放,起始日期,终止日期',
      `${child?.idNumber},${child?.name},孤儿,是,2024-01-01,`,
    );
    await deliver(
      'recipients',
      '公民身份号码,姓名,户号,现住地区划代码,对象类别,状态,起始日期,终止日期,月救助金额(元)',
      `${child?.idNumber},${child?.name},H1,370502100,特困人员,在享,2025-01-01,,930`,
      `${person?.idNumber},${person?.name},H1,370502100,最低生活保障对象,在享,2025-01-01,,930`,
    );
    const view = await household(householdId);
    expect(view.entitlements.find(({ entitlement }) => entitlement === 'insurance-premium')).toMatchObject({
      state: 'received',
      reason: `部门数据显示${today}起享受`,
    });
    expect(view.aid).toContainEqual(
      expect.objectContaining({
        aid: 'item:insurance-premium',
        fen: 123_450,
        origin: { kind: 'feed', caseId: null, feed: 'aid-granted', on: today },
      }),
    );
    // Our own 低保 of both and the old register's of one are the same aid; 特困 beside it, and beside 孤儿, is not.
    expect(view.overlaps.map(({ rule }) => rule).toSorted()).toEqual(['orphan-destitute', 'tiers']);
    expect(view.overlaps[0]?.reason).toMatch(/不能并享/);
    const { alerts, overlaps } = await review();
    expect(overlaps).toBeGreaterThanOrEqual(2);
    expect(alerts.received).toBeGreaterThanOrEqual(2);
    expect((await review()).alerts.received).toBe(0);
  });

  it('finds one person under two numbers, and reads both as one from then on', async () => {
    const first = poor();
    const second = poor();
    const twin = {
      ...second,
      family: {
        ...second.family,
        address: first.family.address,
        members: second.family.members.map((member) =>
          member.memberId === 'm1'
            ? member
            : { ...member, name: '张别演', idNumber: fictitiousIdNumber('2015-07-08', nextFamily()) },
        ),
      },
    };
    const one = await granted(first);
    const other = await granted(twin);
    const { adjudications } = await review();
    expect(adjudications).toHaveLength(1);
    const [pair = ''] = adjudications;
    const asked = expectStatus(await town.client.get(county, `/adjudications/${pair}`), [200]) as {
      readonly change: { readonly keep: string; readonly drop: string };
    };
    expect(asked).toMatchObject({
      requestedBy: 'system:household-review',
      reason: '疑似同一人:姓名相同,出生日期相同,住址相同',
      change: { kind: 'merge-persons' },
    });
    await settle(pair, true);
    const { keep, drop } = asked.change;
    const kept = [one, other].find(({ householdId }) => householdId !== undefined)!;
    const seen = await chain(kept.householdId);
    const whole = seen.entries.some(({ person }) => person === keep) ? seen : await chain(other.householdId);
    const ofOne = whole.entries.filter(({ person }) => person === keep);
    expect(new Set(ofOne.map(({ caseId }) => caseId))).toEqual(new Set([one.caseId, other.caseId]));
    expect(whole.entries.some(({ person }) => person === drop)).toBe(false);
    // What one person has twice shows now, and goes to the township.
    const view = await household(whole.householdId);
    expect(view.overlaps).toMatchObject([{ rule: 'tiers', person: keep, reason: expect.stringContaining('不能并享') }]);
    expect((await review()).overlaps).toBeGreaterThan(0);
    // The pair is settled: it is not asked again, and its records are whole.
    expect((await review()).adjudications).toEqual([]);
    expect(view.isVerified).toBe(true);
    for (const caseId of [one.caseId, other.caseId, pair]) {
      expect((await town.client.events(county, caseId)).isVerified).toBe(true);
    }
  });

  it('merges and splits households without losing anybody or anything', async () => {
    const one = await granted(poor());
    const other = await granted(poor());
    const before = [...(await chain(one.householdId)).entries, ...(await chain(other.householdId)).entries];
    const merge = await open({ kind: 'merge-households', from: other.householdId, into: one.householdId });
    expect(await open({ kind: 'merge-households', from: other.householdId, into: one.householdId })).toEqual({
      ...merge,
      as: 'known',
    });
    await settle(merge.caseId, true);
    const merged = await chain(one.householdId);
    expect(merged.entries).toHaveLength(before.length);
    expect(merged.entries).toEqual(expect.arrayContaining(before));
    // Whoever asks for the old number is led to where its people are.
    expect((await chain(other.householdId)).householdId).toBe(one.householdId);
    const [first = '', second = '', third = ''] = (await household(one.householdId)).persons;
    const split = await open({ kind: 'split-household', from: one.householdId, persons: [first, second] });
    await settle(split.caseId, true);
    const { items } = await town.client.events(county, split.caseId);
    const done = items.find(({ type }) => type === 'household-split');
    const into = String(Reflect.get(Object(done?.data), 'into'));
    expect((await household(into)).persons.toSorted()).toEqual([first, second].toSorted());
    expect((await household(one.householdId)).persons).toContain(third);
    const apart = [...(await chain(into)).entries, ...(await chain(one.householdId)).entries];
    expect(new Set(apart.map((entry) => JSON.stringify(entry)))).toEqual(
      new Set(before.map((entry) => JSON.stringify(entry))),
    );
    // A new application finds the person where they belong now.
    expect(await town.client.get(window, `/households/${into}/chain`)).toMatchObject({ status: 200 });
  });

  it('changes nothing where the second person says no, and takes no word of the first', async () => {
    const one = await granted(poor());
    const other = await granted(poor());
    const body = { kind: 'merge-households', from: other.householdId, into: one.householdId };
    const own = await open(body, county);
    const task = await town.client.openTask(county, own.caseId, 'record-adjudication');
    const claimed = expectStatus(await town.client.claim(county, task), [200]) as typeof task;
    const yes = { kind: 'record-adjudication' as const, carryOut: true, reason: '同意(演示)' };
    expect(await town.client.decide(county, claimed, yes)).toMatchObject({
      status: 403,
      body: { code: 'self-approval' },
    });
    expect((await chain(other.householdId)).householdId).toBe(other.householdId);
    const two = await granted(poor());
    const asked = await open({ ...body, from: two.householdId });
    await settle(asked.caseId, false);
    expect((await chain(two.householdId)).householdId).toBe(two.householdId);
    expect(expectStatus(await town.client.get(county, `/adjudications/${asked.caseId}`), [200])).toMatchObject({
      status: 'closed',
      isCarriedOut: false,
    });
  });

  it('refuses changes of what is not there', async () => {
    const { householdId } = await granted(poor());
    const [person = ''] = (await household(householdId)).persons;
    const post = (body: object, as = reviewer) => town.client.post(as, '/adjudications', { reason: '演示', ...body });
    const refused = (status: number, code: string) => ({ status, body: { code } });
    expect(await post({ kind: 'merge-households', from: householdId, into: householdId })).toMatchObject(
      refused(422, 'same-household'),
    );
    expect(await post({ kind: 'merge-households', from: householdId, into: 'hNOBODY' })).toMatchObject(
      refused(422, 'unknown-household'),
    );
    expect(await post({ kind: 'split-household', from: householdId, persons: ['h1:nobody'] })).toMatchObject(
      refused(422, 'unknown-household-member'),
    );
    const { persons } = await household(householdId);
    expect(await post({ kind: 'split-household', from: householdId, persons })).toMatchObject(
      refused(422, 'nobody-left'),
    );
    expect(await post({ kind: 'merge-persons', keep: person, drop: person })).toMatchObject(
      refused(422, 'same-person'),
    );
    expect(await post({ kind: 'merge-persons', keep: person, drop: 'h1:nobody' })).toMatchObject(
      refused(422, 'unknown-household-member'),
    );
    expect(await post({ kind: 'split-household', from: householdId, persons: [person] }, window)).toMatchObject(
      refused(403, 'forbidden'),
    );
    expect(await town.client.get('county-lijin', `/households/${householdId}`)).toMatchObject({ status: 404 });
    expect(await town.client.post(supervisor, '/households/reviews', { area: '3705' })).toMatchObject(
      refused(422, 'unknown-area'),
    );
    expect(await town.client.post(county, '/households/reviews', { area: '370522' })).toMatchObject({ status: 404 });
  });
});

describe('a department that asks', () => {
  const ask = (as: string, body: object) =>
    town.client.post(as, '/person-queries', { reference: '医救2026-001(演示)', ...body });

  it('is told what its purpose opens, with the day each source speaks of, and is on record', async () => {
    const submission = poor();
    await granted(submission);
    const [person] = submission.family.members;
    const idNumber = person?.idNumber;
    const answer = expectStatus(
      await ask('medical-dongying', { purpose: 'medical-aid', idNumber }),
      [200],
    ) as PersonAnswer;
    expect(answer).toMatchObject({
      isKnown: true,
      householdSize: 2,
      items: [],
      freshness: expect.arrayContaining([{ source: 'yimen', on: expect.any(String) }]),
    });
    expect(answer).not.toHaveProperty('monthlyFen');
    expect(answer).not.toHaveProperty('isWatched');
    const { today } = await town.client.clock();
    const log = await town.client.get(
      supervisor,
      `/person-queries?unit=county-medical-security-370502&month=${today.slice(0, 7)}`,
    );
    expect(log).toMatchObject({
      status: 200,
      body: {
        items: [
          {
            by: 'medical-dongying',
            purpose: 'medical-aid',
            purposeTitle: '核对医疗救助、参保资助对象身份',
            reference: '医救2026-001(演示)',
            isKnown: true,
          },
        ],
      },
    });
    expect(JSON.stringify(log.body)).not.toContain(idNumber);
  });

  it('is told of people whom other systems recognised, as far as they live in its county', async () => {
    const { today } = await town.client.clock();
    const person = (area: string) => ({ area, idNumber: fictitiousIdNumber('1961-02-03', nextFamily()) });
    const [here, elsewhere] = [person('370502100'), person('370522100')];
    const heading = '公民身份号码,姓名,户号,现住地区划代码,对象类别,状态,起始日期,终止日期,月救助金额(元)';
    const rows = [here, elsewhere].map(
      ({ idNumber, area }) => `${idNumber},旧演示,H9,${area},特困人员,在享,2025-01-01,,1395`,
    );
    const body = `${[heading, ...rows].join('\n')}\n`;
    const headers = { 'content-type': 'text/csv' };
    expectStatus(await town.client.post(supervisor, `/feeds/recipients/imports?on=${today}`, body, headers), [201]);
    expect(await ask('medical-dongying', { purpose: 'medical-aid', idNumber: here.idNumber })).toMatchObject({
      status: 200,
      body: {
        isKnown: true,
        recognition: [{ tier: 'destitute', from: '2025-01-01' }],
        freshness: [{ source: 'yimen' }, { source: 'recipients', on: today }],
      },
    });
    expect(await ask('medical-dongying', { purpose: 'medical-aid', idNumber: elsewhere.idNumber })).toMatchObject({
      status: 200,
      body: { isKnown: false },
    });
  });

  it('learns nothing beyond its purpose or its county', async () => {
    const submission = poor();
    await granted(submission);
    const [person] = submission.family.members;
    const idNumber = person?.idNumber;
    expect(await ask('education-dongying', { purpose: 'medical-aid', idNumber })).toMatchObject({
      status: 403,
      body: { code: 'purpose-not-yours', detail: expect.stringContaining('education-aid') },
    });
    expect(await ask('medical-dongying', { purpose: 'no-such-purpose', idNumber })).toMatchObject({ status: 403 });
    expect(await ask('medical-dongying', { purpose: 'medical-aid', idNumber: '123' })).toMatchObject({ status: 422 });
    expect(await ask('medical-dongying', { purpose: 'medical-aid', idNumber, reference: ' ' })).toMatchObject({
      status: 422,
    });
    const stranger = fictitiousIdNumber('1990-01-01', nextFamily());
    expect(await ask('medical-dongying', { purpose: 'medical-aid', idNumber: stranger })).toMatchObject({
      status: 200,
      body: { isKnown: false },
    });
    expect(await town.client.get('medical-dongying', '/person-queries?month=2026-03')).toMatchObject({ status: 403 });
  });
});
