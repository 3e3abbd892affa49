import { deepStrictEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKeyPair, importPKCS8, SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { problemSchema } from '../../functions/contracts/problems.ts';
import { families } from '../../local/demo/families.ts';
import type { Submission } from '../../local/demo/families.ts';
import { niuzhuang, Office } from '../../local/demo/office.ts';
import { fictitiousIdNumber } from '../../local/demo/people.ts';
import type { Answer } from '../../local/demo/town-client.ts';
import { expectStatus } from '../../local/demo/town-client.ts';
import type { TaskView } from '../../functions/contracts/views.ts';
import { isOfGateway, isOwnTown, nextFamily, startTown } from '../support/town.ts';
import type { Town } from '../support/town.ts';

const { window, reviewer, checker } = niuzhuang;

describe('bad input', () => {
  let town: Town;
  let office: Office;
  /** A case in the middle of its investigation, which no bad request may change. */
  let caseId: string;
  let householdId: string;
  let held: TaskView;
  let before: unknown;

  beforeAll(async () => {
    town = await startTown();
    office = new Office(town.client);
    ({ caseId, householdId } = await office.submit(build()));
    await town.client.openTask(window, caseId, 'information-check');
    const task = await town.client.openTask(window, caseId, 'household-investigation');
    const claimed = expectStatus(await town.client.claim(reviewer, task), [200]) as { version: number };
    held = { ...task, version: claimed.version };
    before = await everything();
  });
  afterAll(() => town.close());

  const build = (): Submission => families.workingPoor.build({ area: niuzhuang.area, sequence: nextFamily() });

  const everything = async () => ({
    events: (await office.events(caseId)).items,
    tasks: await office.tasks(caseId),
    view: await office.view(caseId),
    chain: await town.client.chain(window, householdId),
  });

  // Whatever a test has asked for, the case is as it was.
  afterEach(async () => {
    deepStrictEqual(await everything(), before);
  });

  /** The problem document, which is Chinese and tells nothing of the inside. */
  const seen = (answer: Answer) => {
    const problem = problemSchema.parse(answer.body);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(problem.status).toBe(answer.status);
    expect(problem.title).toMatch(/\p{Script=Han}/u);
    for (const { message } of problem.errors ?? []) expect(message).toMatch(/\p{Script=Han}/u);
    expect(answer.text).not.toMatch(/\.ts:\d+|node:internal|at async|ZodError/);
    return problem;
  };
  const refusal = (status: number, code: string, pointer?: string) => ({
    status,
    code,
    ...(pointer === undefined ? {} : { errors: expect.arrayContaining([expect.objectContaining({ pointer })]) }),
  });

  /** As the home refuses; of a gateway that refuses before it, the status. */
  const refused = (answer: Answer, code: string) =>
    isOfGateway(answer) ? { status: answer.status, code } : seen(answer);

  const submit = (submission: unknown) => town.client.post(window, '/applications', submission);

  describe('of a request as such', () => {
    it('broken JSON', async () => {
      const problem = seen(await submit('{"area": "370502100",'));
      expect(problem).toMatchObject(refusal(400, 'malformed-json'));
      expect(problem.detail).toContain('JSON');
    });

    it('no body at all', async () => {
      expect(
        seen(await town.client.post(window, '/applications', undefined, { 'content-type': 'application/json' })),
      ).toMatchObject(refusal(400, 'malformed-json'));
    });

    it('another content type', async () => {
      const answer = await town.client.post(window, '/applications', 'area=370502100', {
        'content-type': 'application/x-www-form-urlencoded',
      });
      expect(seen(answer)).toMatchObject(refusal(415, 'unsupported-media-type'));
    });

    it.each([256 * 1024 + 1, 300 * 1024, 2 * 1024 * 1024])('a body of %d bytes', async (size) => {
      const body = JSON.stringify({ reason: 'x'.repeat(size - 13) });
      const answer = await town.client.post(window, `/applications/${caseId}/complaints`, body);
      const problem = seen(answer);
      expect(problem).toMatchObject(refusal(413, 'payload-too-large'));
      expect(problem.detail).toContain('256KB');
    });

    it('a body just small enough is read', async () => {
      const body = JSON.stringify({ reason: 'x'.repeat(256 * 1024 - 13) });
      expect(Buffer.byteLength(body)).toBe(256 * 1024);
      expect(seen(await town.client.post(window, `/applications/${caseId}/complaints`, body))).toMatchObject(
        refusal(422, 'invalid-request', '/reason'),
      );
    });

    it('JSON nested a thousand deep', async () => {
      expect(seen(await submit(`${'['.repeat(1000)}${']'.repeat(1000)}`))).toMatchObject(
        refusal(422, 'invalid-request'),
      );
    });

    it.each([undefined, 'short', 'a key with blanks', 'x'.repeat(101)])('the idempotency key %s', async (key) => {
      const answer = await town.client.request('POST', '/applications', {
        as: window,
        body: build(),
        headers: key === undefined ? {} : { 'idempotency-key': key },
      });
      expect(seen(answer)).toMatchObject(refusal(400, 'idempotency-key-required'));
    });

    it('a path that does not exist, and a method that a path does not have', async () => {
      expect(refused(await town.client.get(window, '/nothing/here'), 'not-found')).toMatchObject(
        refusal(404, 'not-found'),
      );
      const other = await town.client.post(window, `/cases/${caseId}/events`, {});
      // A gateway knows routes, and of a path no other methods.
      const status = isOfGateway(other) ? 404 : 405;
      expect(refused(other, 'method-not-allowed')).toMatchObject(refusal(status, 'method-not-allowed'));
    });
  });

  describe('in an application', () => {
    const withId = (idNumber: string): Submission => {
      const submission = build();
      submission.family.members[0]!.idNumber = idNumber;
      return submission;
    };
    const wrongChecksum = (number: string): string => number.slice(0, 17) + (number.endsWith('1') ? '2' : '1');

    it.each([
      ['a wrong checksum', wrongChecksum(fictitiousIdNumber('1980-05-06', 77)), '校验位'],
      ['an impossible date', '999000198002300019', '出生日期'],
      ['no such area', '009000198005060012', '地区代码'],
      ['too few characters', '99900019800506001', '18位'],
      ['letters', '99900019800506ABCD', '数字'],
    ])('an ID number with %s', async (_what, idNumber, says) => {
      const problem = seen(await submit(withId(idNumber)));
      expect(problem).toMatchObject(refusal(422, 'invalid-request', '/family/members/0/idNumber'));
      expect(problem.errors?.[0]?.message).toContain(says);
    });

    it('a negative income', async () => {
      const submission = build();
      submission.facts.members[0]!.incomes = [{ kind: 'wage', monthlyFen: -1 }];
      expect(seen(await submit(submission))).toMatchObject(
        refusal(422, 'invalid-request', '/facts/members/0/incomes/0/monthlyFen'),
      );
    });

    it.each([0.5, 1e300, '800'])('the income %s', async (monthlyFen) => {
      const submission = build();
      const facts = {
        ...submission.facts,
        members: [
          { ...submission.facts.members[0], incomes: [{ kind: 'wage', monthlyFen }] },
          submission.facts.members[1],
        ],
      };
      expect(seen(await submit({ ...submission, facts }))).toMatchObject(
        refusal(422, 'invalid-request', '/facts/members/0/incomes/0/monthlyFen'),
      );
    });

    it('the same person twice', async () => {
      const submission = build();
      submission.family.members[1]!.idNumber = submission.family.members[0]!.idNumber;
      expect(seen(await submit(submission))).toMatchObject(
        refusal(422, 'invalid-request', '/family/members/1/idNumber'),
      );
    });

    it('the same person twice, once with a 15-digit number', async () => {
      const submission = build();
      const { idNumber } = submission.family.members[0]!;
      submission.family.members[1]!.idNumber = `${idNumber.slice(0, 6)}${idNumber.slice(8, 17)}`;
      expect(seen(await submit(submission))).toMatchObject(
        refusal(422, 'invalid-request', '/family/members/1/idNumber'),
      );
    });

    it('the same member number twice', async () => {
      const submission = build();
      submission.facts.members[1]!.memberId = 'm1';
      expect(seen(await submit(submission))).toMatchObject(refusal(422, 'invalid-request', '/facts/members'));
    });

    it('the same member number twice in the list of names', async () => {
      const submission = build();
      submission.family.members[1]!.memberId = 'm1';
      expect(seen(await submit(submission))).toMatchObject(refusal(422, 'invalid-request', '/family/members'));
    });

    it('two applicants, and none', async () => {
      const two = build();
      two.facts.members[1]!.relation = 'applicant';
      expect(seen(await submit(two))).toMatchObject(refusal(422, 'invalid-request', '/facts/members'));
      const none = build();
      none.facts.members[0]!.relation = 'spouse';
      expect(seen(await submit(none))).toMatchObject(refusal(422, 'invalid-request', '/facts/members'));
    });

    it('papers and relatives of people who are not in the family', async () => {
      const submission = build();
      const papers = { ...submission.papers, checkAuthorisations: ['m1', 'm7'] };
      expect(seen(await submit({ ...submission, papers }))).toMatchObject(
        refusal(422, 'invalid-request', '/papers/checkAuthorisations/1'),
      );
      const nearRelatives = { declared: true, relatives: [{ memberId: 'm8', handler: reviewer, relation: '叔' }] };
      expect(seen(await submit({ ...submission, nearRelatives }))).toMatchObject(
        refusal(422, 'invalid-request', '/nearRelatives/relatives/0/memberId'),
      );
    });

    it('relatives who were never declared', async () => {
      const nearRelatives = { declared: false, relatives: [{ memberId: 'm1', handler: reviewer, relation: '叔' }] };
      expect(seen(await submit({ ...build(), nearRelatives }))).toMatchObject(
        refusal(422, 'invalid-request', '/nearRelatives/declared'),
      );
    });

    it.each(['370599100', '999999999'])('the unknown area %s', async (area) => {
      const problem = seen(await submit({ ...build(), area }));
      expect(problem).toMatchObject(refusal(422, 'unknown-area', '/area'));
      expect(problem.detail).toContain(area);
    });

    it.each(['37050210', 'abc', ''])('the misshapen area “%s”', async (area) => {
      expect(seen(await submit({ ...build(), area }))).toMatchObject(refusal(422, 'invalid-request', '/area'));
    });

    it('a county where a township is meant', async () => {
      expect(seen(await submit({ ...build(), area: '370502' }))).toMatchObject(refusal(422, 'unknown-area', '/area'));
    });

    it('a field that nobody knows', async () => {
      const problem = seen(await submit({ ...build(), surprise: true }));
      expect(problem).toMatchObject(refusal(422, 'invalid-request'));
      expect(JSON.stringify(problem.errors)).toContain('surprise');
    });

    it('a circumstance that only an objection brings', async () => {
      expect(seen(await submit({ ...build(), circumstances: ['notice-objection'] }))).toMatchObject(
        refusal(422, 'invalid-request', '/circumstances/0'),
      );
    });

    it('keeps nothing of a refused application: the family can still file', async () => {
      const submission = build();
      expect(seen(await submit({ ...submission, area: '370599100' }))).toMatchObject(refusal(422, 'unknown-area'));
      expect(await office.submit(submission)).toMatchObject({ status: 'in-review' });
    });
  });

  describe('about a task', () => {
    const investigated = () => ({
      kind: 'household-investigation',
      method: 'home-visit',
      visitedOn: '2026-03-02',
      investigators: ['甲', '乙'],
      signatures: { investigators: ['甲', '乙'], family: true },
    });

    it('a stale version is told the current one', async () => {
      const answer = await town.client.decide(reviewer, { ...held, version: 1 }, investigated());
      expect(seen(answer)).toMatchObject({ ...refusal(409, 'stale-version'), version: held.version });
    });

    it('a version from the future', async () => {
      expect(seen(await town.client.decide(reviewer, { ...held, version: 99 }, investigated()))).toMatchObject(
        refusal(409, 'stale-version'),
      );
    });

    it('a missing version', async () => {
      const path = `/tasks/${held.taskId}/decision`;
      expect(seen(await town.client.post(reviewer, path, investigated()))).toMatchObject(
        refusal(428, 'if-match-required'),
      );
    });

    it.each(['abc', '"1.5"', '*', '-1'])('the version %s', async (version) => {
      const answer = await town.client.post(reviewer, `/tasks/${held.taskId}/decision`, investigated(), {
        'if-match': version,
      });
      expect(seen(answer)).toMatchObject(refusal(422, 'invalid-request', '#header/If-Match'));
    });

    it('a decision of another kind', async () => {
      const answer = await town.client.decide(reviewer, held, {
        kind: 'township-opinion',
        outcome: 'confirm',
        reason: '同意',
      });
      expect(seen(answer)).toMatchObject(refusal(422, 'wrong-decision', '/kind'));
    });

    it.each([
      ['a stranger', { memberId: 'm9', relation: 'child' }, 'unknown-member', '/findings/members/0/memberId'],
      ['a second applicant', { memberId: 'm2', relation: 'applicant' }, 'findings-contradict', '/findings/members'],
      ['no applicant', { memberId: 'm1', relation: 'spouse' }, 'findings-contradict', '/findings/members'],
      [
        'another birth date',
        { memberId: 'm1', birthDate: '1950-01-01' },
        'findings-contradict',
        '/findings/members/0/birthDate',
      ],
    ])('findings that bring %s', async (_what, member, code, pointer) => {
      const decision = { ...investigated(), findings: { members: [member] } };
      expect(seen(await town.client.decide(reviewer, held, decision))).toMatchObject(refusal(422, code, pointer));
      const complete = build();
      const waiting = await office.submit({ ...complete, papers: { ...complete.papers, application: false } });
      const path = `/applications/${waiting.caseId}/supplement`;
      const body = { papers: complete.papers, findings: { members: [member] } };
      expect(seen(await town.client.post(window, path, body))).toMatchObject(refusal(422, code, pointer));
      // It can still be completed.
      expect(await town.client.post(window, path, { papers: complete.papers })).toMatchObject({ status: 200 });
    });

    it('a decision by somebody who does not hold the task', async () => {
      expect(seen(await town.client.decide('reviewer2-niuzhuang', held, investigated()))).toMatchObject(
        refusal(409, 'not-holder'),
      );
      expect(seen(await town.client.claim('reviewer2-niuzhuang', held))).toMatchObject(refusal(409, 'task-held'));
      const release = await town.client.post('reviewer2-niuzhuang', `/tasks/${held.taskId}/release`, undefined, {
        'if-match': `"${held.version}"`,
      });
      expect(seen(release)).toMatchObject(refusal(409, 'not-holder'));
    });

    it('a decision on a task that is closed', async () => {
      const other = await office.submit(build());
      await office.investigate(other.caseId);
      const closed = (await office.tasks(other.caseId)).find(({ kind }) => kind === 'household-investigation')!;
      const events = (await office.events(other.caseId)).items;
      const problem = seen(await town.client.decide(reviewer, closed, investigated()));
      expect(problem).toMatchObject(refusal(409, 'task-closed'));
      expect(problem).toMatchObject({ taskStatus: 'DECIDED' });
      expect(seen(await town.client.claim(reviewer, closed))).toMatchObject(refusal(409, 'task-closed'));
      expect((await office.events(other.caseId)).items).toEqual(events);
    });

    it('a decision on a notice, which nobody decides', async () => {
      const other = await office.submit(build());
      await office.lookInto(other.caseId);
      await office.opinion(other.caseId);
      const notice = await town.client.openTask(window, other.caseId, 'public-notice');
      expect(seen(await town.client.claim(reviewer, notice))).toMatchObject(refusal(403, 'forbidden'));
    });

    it('a unit that does not exist', async () => {
      expect(seen(await town.client.get(window, '/tasks?unit=county-nothing-370502'))).toMatchObject(
        refusal(422, 'unknown-unit', '#query/unit'),
      );
    });

    it.each(['/tasks?limit=0', '/tasks?limit=x', '/tasks?limit=201', '/tasks?other=1'])(
      'the query %s',
      async (path) => {
        expect(seen(await town.client.get(window, path))).toMatchObject(refusal(422, 'invalid-request'));
      },
    );

    it.each(['/tasks?after=nonsense', `/tasks?after=${Buffer.from('{"a":1}').toString('base64url')}`])(
      'the place %s',
      async (path) => {
        expect(seen(await town.client.get(window, path))).toMatchObject(refusal(422, 'invalid-cursor'));
      },
    );
  });

  describe('from somebody who may not', () => {
    const read = (token: string) =>
      town.client.request('GET', `/applications/${caseId}`, { headers: { authorization: `Bearer ${token}` } });

    it('no token, a broken one, one of another kind', async () => {
      expect(refused(await town.client.request('GET', `/applications/${caseId}`), 'unauthenticated')).toMatchObject(
        refusal(401, 'unauthenticated'),
      );
      for (const token of ['x', 'a.b.c', `${await town.client.token(window)}x`]) {
        expect(refused(await read(token), 'unauthenticated')).toMatchObject(refusal(401, 'unauthenticated'));
      }
      const basic = await town.client.request('GET', `/applications/${caseId}`, {
        headers: { authorization: 'Basic eDp5' },
      });
      expect(refused(basic, 'unauthenticated')).toMatchObject(refusal(401, 'unauthenticated'));
      expect(isOfGateway(basic) ? 'Bearer' : basic.headers.get('www-authenticate')).toBe('Bearer');
    });

    it.skipIf(!isOwnTown)(
      'an expired token, one of another issuer, audience or key, and one without a signature',
      async () => {
        const key = await importPKCS8(readFileSync(join(town.folder!, 'keys', 'issuer.pem'), 'utf8'), 'ES256');
        const other = (await generateKeyPair('ES256')).privateKey;
        const now = Math.floor(Date.now() / 1000);
        const sign = (
          {
            issuer = 'urn:yimen:demo-issuer',
            audience = 'yimen',
            exp = now + 60,
          }: { issuer?: string; audience?: string; exp?: number },
          by = key,
        ) =>
          new SignJWT({ name: 'x', roles: ['window-clerk'], unit: `township-${niuzhuang.area}`, area: niuzhuang.area })
            .setProtectedHeader({ alg: 'ES256' })
            .setIssuer(issuer)
            .setAudience(audience)
            .setSubject(window)
            .setExpirationTime(exp)
            .sign(by);
        expect((await read(await sign({}))).status).toBe(200);
        expect(seen(await read(await sign({ exp: now - 1 })))).toMatchObject(refusal(401, 'unauthenticated'));
        expect(seen(await read(await sign({ issuer: 'urn:somebody-else' })))).toMatchObject(
          refusal(401, 'unauthenticated'),
        );
        expect(seen(await read(await sign({ audience: 'another-house' })))).toMatchObject(
          refusal(401, 'unauthenticated'),
        );
        expect(seen(await read(await sign({}, other)))).toMatchObject(refusal(401, 'unauthenticated'));
        const [, payload] = (await sign({})).split('.');
        const none = Buffer.from('{"alg":"none"}').toString('base64url');
        expect(seen(await read(`${none}.${payload}.`))).toMatchObject(refusal(401, 'unauthenticated'));
      },
    );

    it('a clerk of another town may not even know the case', async () => {
      const neighbour = 'window-liuhu';
      const unknown = { status: 404, body: { code: 'not-found' } };
      for (const path of ['', '/receipt', '/deadline', '/events', '/tasks', '/refusal-letter']) {
        const theirs = await town.client.get(neighbour, `/applications/${caseId}${path}`);
        expect(refused(theirs, 'not-found')).toMatchObject(refusal(404, 'not-found'));
        // Word for word what a case that does not exist gives.
        const nobodys = await town.client.get(neighbour, `/applications/370502-20260302-ZZZZZZ${path}`);
        expect({ ...(theirs.body as object), requestId: '' }).toEqual({ ...(nobodys.body as object), requestId: '' });
      }
      expect(await town.client.get(neighbour, `/tasks/${held.taskId}`)).toMatchObject(unknown);
      expect(await town.client.get(neighbour, `/households/${householdId}/chain`)).toMatchObject(unknown);
      expect(seen(await town.client.claim(neighbour, held))).toMatchObject(refusal(404, 'not-found'));
      expect(
        seen(await town.client.decide(neighbour, held, { kind: 'information-check', registers: ['x'] })),
      ).toMatchObject(refusal(404, 'not-found'));
      for (const [path, body] of [
        ['withdrawal', { reason: '撤回' }],
        ['objections', { reason: '不实' }],
        ['complaints', { reason: '不实' }],
        ['supplement', { papers: build().papers }],
      ] as const) {
        expect(seen(await town.client.post(neighbour, `/applications/${caseId}/${path}`, body))).toMatchObject(
          refusal(404, 'not-found'),
        );
      }
      expect(seen(await town.client.get(neighbour, `/tasks?unit=township-${niuzhuang.area}`))).toMatchObject(
        refusal(404, 'not-found'),
      );
    });

    it('a window files for its own township only', async () => {
      expect(seen(await submit({ ...build(), area: '370502101' }))).toMatchObject(refusal(404, 'not-found'));
    });

    it('a person without the role is told which it takes', async () => {
      const problem = seen(await town.client.post(reviewer, '/applications', build()));
      expect(problem).toMatchObject(refusal(403, 'forbidden'));
      expect(problem).toMatchObject({ needs: ['window-clerk'] });
      expect(seen(await town.client.claim(checker, held))).toMatchObject(refusal(403, 'forbidden'));
      expect(seen(await town.client.post(window, '/test-clock', { days: 1 }))).toMatchObject(refusal(403, 'forbidden'));
      expect(seen(await town.client.get('medical-dongying', `/applications/${caseId}`))).toMatchObject(
        refusal(403, 'forbidden'),
      );
      expect(seen(await town.client.get(window, `/monitoring-pool?area=${niuzhuang.area}`))).toMatchObject(
        refusal(403, 'forbidden'),
      );
    });

    it('the clock does not go back, nor so far ahead that the sweep would never come to an end', async () => {
      const far = await town.client.request('POST', '/test-clock', { as: 'supervisor', body: { to: '2089-12-31' } });
      expect(seen(far)).toMatchObject(refusal(422, 'clock-too-far'));
      const back = await town.client.request('POST', '/test-clock', { as: 'supervisor', body: { to: '2020-01-01' } });
      expect(seen(back)).toMatchObject(refusal(422, 'clock-not-forward'));
      for (const to of ['9999-01-01', '1999-12-31']) {
        const unknown = await town.client.request('POST', '/test-clock', { as: 'supervisor', body: { to } });
        expect(seen(unknown)).toMatchObject(refusal(422, 'unknown-calendar-year'));
      }
    });
  });

  describe('under an idempotency key that was used', () => {
    it('the same body gets the same answer, another body is refused', async () => {
      const submission = build();
      const key = { 'idempotency-key': `used-${nextFamily()}-submit` };
      const first = await town.client.post(window, '/applications', submission, key);
      expect(first.status).toBe(201);
      const again = await town.client.post(window, '/applications', submission, key);
      expect({ status: again.status, text: again.text }).toEqual({ status: 201, text: first.text });
      const other = await town.client.post(window, '/applications', build(), key);
      expect(seen(other)).toMatchObject(refusal(422, 'idempotency-key-reused'));
      // Also where the body itself says nothing new to the case.
      const { caseId: filed } = first.body as { caseId: string };
      expect((await office.events(filed)).items.filter(({ type }) => type === 'application-registered')).toHaveLength(
        1,
      );
    });

    it('belongs to one person and one route', async () => {
      const key = { 'idempotency-key': `mine-${nextFamily()}-submit` };
      const mine = await town.client.post(window, '/applications', build(), key);
      const colleague = await town.client.post('window2-niuzhuang', '/applications', build(), key);
      expect([mine.status, colleague.status]).toEqual([201, 201]);
      expect(mine.text).not.toBe(colleague.text);
    });
  });
});
