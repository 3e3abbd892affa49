import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemSchema } from '../../functions/contracts/problems.ts';
import { taskChangedSchema } from '../../functions/contracts/outcomes.ts';
import { niuzhuang } from '../../local/demo/office.ts';
import { ReferralDesk } from '../../local/demo/referral-desk.ts';
import type { ReferralRequest } from '../../local/demo/referral-desk.ts';
import { expectStatus } from '../../local/demo/town-client.ts';
import type { Answer } from '../../local/demo/town-client.ts';
import { nextFamily, startTown } from '../support/town.ts';
import type { Town } from '../support/town.ts';

const { window } = niuzhuang;
const MEDICAL = 'medical-dongying';
const reason = '理由(演示)';

describe('bad input to a referral', () => {
  let town: Town;
  let desk: ReferralDesk;
  beforeAll(async () => {
    town = await startTown();
    desk = new ReferralDesk(town.client);
  });
  afterAll(() => town.close());

  const seen = ({ status, body }: Answer) => {
    const problem = problemSchema.parse(body);
    expect(problem.title).toMatch(/\p{Script=Han}/u);
    return { status, code: problem.code, pointer: problem.errors?.[0]?.pointer };
  };
  const countOf = async (caseId: string) => (await town.client.events(window, caseId)).items.length;
  const build = (needs: ReferralRequest['needs']) => desk.request(nextFamily(), needs);
  const open = (needs: ReferralRequest['needs'] = [{ need: 'medical' }]) => desk.open(build(needs));

  describe('at the window', () => {
    const people = (change: (family: Extract<ReferralRequest['household'], { kind: 'people' }>['family']) => void) => {
      const request = build([{ need: 'medical' }]);
      if (request.household.kind === 'people') change(request.household.family);
      return request;
    };

    it.each<[string, () => unknown, object]>([
      [
        'a need that nobody answers for',
        () => build([{ need: 'wealth' }]),
        { code: 'no-such-need', pointer: '/needs/0/need' },
      ],
      [
        'an item of another need',
        () => build([{ need: 'medical', entitlement: 'education-aid' }]),
        { code: 'no-such-entitlement', pointer: '/needs/0/entitlement' },
      ],
      [
        'a department of another county',
        () => build([{ need: 'medical', unit: 'county-medical-security-370503' }]),
        { code: 'no-such-department', pointer: '/needs/0/unit' },
      ],
      ['one part twice', () => build([{ need: 'medical' }, { need: 'medical' }]), { code: 'part-twice' }],
      [
        'two parts that lead',
        () =>
          build([
            { need: 'medical', lead: true },
            { need: 'education', lead: true },
          ]),
        { code: 'part-twice', pointer: '/needs/1/lead' },
      ],
      [
        'more parts than can be carried',
        () => build(Array.from({ length: 13 }, () => ({ need: 'medical' }))),
        { code: 'too-many-parts' },
      ],
      ['no word of what is needed', () => ({ ...build([]), request: ' ' }), { code: 'invalid-request' }],
      [
        'a place that the pack does not have',
        () => {
          const request = build([]);
          return { ...request, household: { ...request.household, area: '370502999' } };
        },
        { code: 'unknown-area', pointer: '/household/area' },
      ],
      [
        'the same person twice',
        () => people((family) => family.members.splice(1, 1, { ...family.members[0]!, memberId: 'm2' })),
        { code: 'invalid-request', pointer: '/household/family/members/1' },
      ],
      [
        'an ID number that is none',
        () => people((family) => Object.assign(family.members[0]!, { idNumber: '370502198001011234' })),
        { code: 'invalid-request' },
      ],
      [
        'a case that is not there',
        () => ({ ...build([]), household: { kind: 'case', caseId: '370502-20260302-ZZZZZZ' } }),
        { code: 'unknown-case', pointer: '/household/caseId' },
      ],
    ])('%s is refused', async (_name, request, problem) => {
      const answer = await town.client.post(window, '/referrals', request());
      expect(seen(answer)).toMatchObject({ status: 422, ...problem });
    });

    it('is refused to all but windows, and a family of another town is as if it were not there', async () => {
      const answer = await town.client.post(niuzhuang.reviewer, '/referrals', build([]));
      expect(seen(answer)).toMatchObject({ status: 403, code: 'forbidden' });
      expect(seen(await town.client.post('window-liuhu', '/referrals', build([])))).toMatchObject({ status: 404 });
      const { caseId } = await open();
      const household = { kind: 'case', caseId };
      const foreign = await town.client.post('window-liuhu', '/referrals', { ...build([]), household });
      expect(seen(foreign)).toMatchObject({ status: 422, code: 'unknown-case' });
    });
  });

  describe('of a department', () => {
    const claimed = async (caseId: string, kind: 'referral-acceptance' | 'referral-handling') =>
      taskChangedSchema.parse(
        expectStatus(await town.client.claim(MEDICAL, await desk.task(caseId, 'p1', kind)), [200]),
      );

    it.each<[string, Record<string, unknown>, object]>([
      [
        'a return without a reason',
        { kind: 'referral-acceptance', outcome: 'return' },
        { status: 422, code: 'return-reason-missing', pointer: '/reason' },
      ],
      [
        'a return with an empty reason',
        { kind: 'referral-acceptance', outcome: 'return', reason: '  ' },
        { status: 422, code: 'invalid-request', pointer: '/reason' },
      ],
      [
        'a decision of other work',
        { kind: 'referral-handling', result: 'granted', reason },
        { status: 422, code: 'wrong-decision' },
      ],
    ])('%s is refused, and nothing changes', async (_name, decision, problem) => {
      const { caseId } = await open();
      const task = await claimed(caseId, 'referral-acceptance');
      const before = await countOf(caseId);
      expect(seen(await town.client.decide(MEDICAL, task, decision))).toMatchObject(problem);
      expect(await countOf(caseId)).toBe(before);
      expect((await desk.view(caseId)).parts[0]).toMatchObject({ state: 'received', returns: 0 });
    });

    it.each<[string, Record<string, unknown>, object]>([
      [
        'a referral on to nobody',
        { kind: 'referral-handling', result: 'referred-on', reason },
        { status: 422, code: 'department-missing', pointer: '/unit' },
      ],
      [
        'a referral on to itself',
        { kind: 'referral-handling', result: 'referred-on', unit: 'county-medical-security-370502', reason },
        { status: 422, code: 'same-department' },
      ],
      [
        'a referral on to a township',
        { kind: 'referral-handling', result: 'referred-on', unit: 'township-370502100', reason },
        { status: 422, code: 'no-such-department' },
      ],
      [
        'a sum where nothing was granted',
        { kind: 'referral-handling', result: 'not-eligible', fen: 100, reason },
        { status: 422, code: 'amount-without-grant', pointer: '/fen' },
      ],
      [
        'an answer without a ground',
        { kind: 'referral-handling', result: 'not-eligible' },
        { status: 422, code: 'invalid-request', pointer: '/reason' },
      ],
    ])('after acceptance %s is refused, and nothing changes', async (_name, decision, problem) => {
      const { caseId } = await open();
      await desk.accept(MEDICAL, caseId, 'p1');
      const task = await claimed(caseId, 'referral-handling');
      const before = await countOf(caseId);
      expect(seen(await town.client.decide(MEDICAL, task, decision))).toMatchObject(problem);
      expect(await countOf(caseId)).toBe(before);
      expect((await desk.view(caseId)).parts[0]).toMatchObject({ state: 'in-hand', result: null });
    });

    it('the work of another is neither claimed nor decided', async () => {
      const { caseId } = await open();
      const task = await desk.task(caseId, 'p1', 'referral-acceptance');
      const decision = { kind: 'referral-acceptance', outcome: 'accept' };
      for (const other of ['housing-dongying', window, 'county-dongying']) {
        expect(seen(await town.client.claim(other, task))).toMatchObject({ status: 403 });
        expect(seen(await town.client.decide(other, task, decision))).toMatchObject({ status: 403 });
      }
      expect(seen(await town.client.decide(MEDICAL, task, decision))).toMatchObject({
        status: 409,
        code: 'not-holder',
      });
      const held = await claimed(caseId, 'referral-acceptance');
      expect((await town.client.decide(MEDICAL, held, decision)).status).toBe(200);
      expect(seen(await town.client.decide(MEDICAL, held, decision))).toMatchObject({
        status: 409,
        code: 'task-closed',
      });
    });
  });

  it('of the arbiter and of the township: a unit that is missing or elsewhere, work that closes nothing', async () => {
    const { caseId } = await open();
    await desk.giveBack(MEDICAL, caseId, 'p1');
    const task = await desk.task(caseId, 'p1', 'referral-reassignment');
    const held = taskChangedSchema.parse(expectStatus(await town.client.claim(window, task), [200]));
    const elsewhere = { kind: 'referral-reassignment', unit: 'county-education-370503', reason };
    expect(seen(await town.client.decide(window, held, elsewhere))).toMatchObject({ code: 'no-such-department' });
    const again = { kind: 'referral-reassignment', unit: 'county-medical-security-370502', reason };
    expect((await town.client.decide(window, held, again)).status).toBe(200);
    await desk.giveBack(MEDICAL, caseId, 'p1');
    const dispute = await desk.task(caseId, 'p1', 'referral-arbitration');
    const arbiter = taskChangedSchema.parse(expectStatus(await town.client.claim('county-dongying', dispute), [200]));
    const nobody = { kind: 'referral-arbitration', outcome: 'assign', reason };
    expect(seen(await town.client.decide('county-dongying', arbiter, nobody))).toMatchObject({
      status: 422,
      code: 'department-missing',
      pointer: '/unit',
    });
  });

  it('of a triage: parts with what is not sent, and no parts with what is', async () => {
    const { caseId } = await open([]);
    const task = await town.client.openTask(window, caseId, 'referral-triage');
    const held = taskChangedSchema.parse(expectStatus(await town.client.claim(window, task), [200]));
    const send = (more: object) => town.client.decide(window, held, { kind: 'referral-triage', reason, ...more });
    expect(seen(await send({ outcome: 'send' }))).toMatchObject({ status: 422, code: 'no-parts', pointer: '/parts' });
    expect(seen(await send({ outcome: 'to-county', parts: [{ need: 'medical' }] }))).toMatchObject({
      status: 422,
      code: 'parts-not-sent',
    });
    expect(seen(await send({ outcome: 'drop' }))).toMatchObject({ status: 422, code: 'invalid-request' });
  });

  it('of a withdrawal: a part that is not there or closed, a referral that has ended, another town', async () => {
    const { caseId } = await open([{ need: 'medical' }, { need: 'education' }]);
    await desk.task(caseId, 'p2', 'referral-acceptance');
    const path = `/referrals/${caseId}/withdrawal`;
    expect(seen(await town.client.post(window, path, { part: 'p9', reason }))).toMatchObject({ code: 'no-such-part' });
    expect(seen(await town.client.post(MEDICAL, path, { reason }))).toMatchObject({ status: 403 });
    expect(seen(await town.client.post('window-liuhu', path, { reason }))).toMatchObject({ status: 404 });
    await desk.withdraw(caseId, 'p1');
    expect(seen(await town.client.post(window, path, { part: 'p1', reason }))).toMatchObject({
      status: 409,
      code: 'part-closed',
    });
    await desk.withdraw(caseId);
    expect(seen(await town.client.post(window, path, { reason }))).toMatchObject({ status: 409, code: 'case-closed' });
  });
});
