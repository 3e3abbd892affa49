import { request as httpRequest } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isProblemCode, problemSchema } from '../../functions/contracts/problems.ts';
import { routes } from '../../functions/http/routes.ts';
import type { Route } from '../../functions/http/route.ts';
import { families } from '../../local/demo/families.ts';
import { niuzhuang, Office } from '../../local/demo/office.ts';
import { ReferralDesk } from '../../local/demo/referral-desk.ts';
import { examples, isOfGateway, nextFamily, startTown } from '../support/town.ts';
import type { Town } from '../support/town.ts';

const { window, reviewer } = niuzhuang;

/** fast-check prints it with the counterexample. */
const SEED = 20_260_302;
const RUNS = examples(200);

type Json = fc.JsonValue;

const nasty = fc.constantFrom<Json>(
  null,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202e',
  '__proto__',
  'constructor',
  '9'.repeat(400),
  'x'.repeat(3000),
  -1,
  0.1,
  Number.MAX_SAFE_INTEGER,
  1e21,
  true,
  [],
  {},
  [[]],
  [null],
  { length: 1e9 },
  '0001-01-01',
  '2026-02-30',
  'm0',
  'm100',
);
const anything: fc.Arbitrary<Json> = fc.oneof(nasty, fc.jsonValue({ maxDepth: 3 }));

/** Every place in a JSON value, as the path to it. */
function placesOf(value: Json, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Array.isArray(value)
    ? value.flatMap((item, index) => placesOf(item, [...path, index]))
    : Object.entries(value).flatMap(([name, item]) => placesOf(item ?? null, [...path, name]));
  return [path, ...inner];
}

/** The value with one place replaced, removed, or given a member that nobody knows. */
function changed(value: Json, path: readonly (string | number)[], how: 'replace' | 'remove' | 'add', by: Json): Json {
  const [first, ...rest] = path;
  if (first === undefined) {
    if (how === 'add' && typeof value === 'object' && value !== null && !Array.isArray(value))
      return { ...value, 意外: by };
    return by;
  }
  const copy = structuredClone(value) as { [name: string | number]: Json };
  if (rest.length === 0 && how === 'remove') {
    delete copy[first];
    return Array.isArray(copy) ? copy.filter((item) => item !== undefined) : copy;
  }
  copy[first] = changed(copy[first]!, rest, how, by);
  return copy;
}

const mutationsOf = (valid: Json, most = 3): fc.Arbitrary<Json> =>
  fc
    .array(fc.tuple(fc.nat(), fc.constantFrom('replace' as const, 'remove' as const, 'add' as const), anything), {
      minLength: 1,
      maxLength: most,
    })
    .map((changes) =>
      changes.reduce((sum, [at, how, by]) => {
        const places = placesOf(sum);
        return changed(sum, places[at % places.length]!, how, by);
      }, valid),
    );

describe('random bad input', () => {
  let town: Town;
  let office: Office;
  let caseId: string;
  let taskId: string;
  let events: number;

  beforeAll(async () => {
    town = await startTown();
    office = new Office(town.client);
    ({ caseId } = await office.submit(build()));
    const task = await town.client.openTask(window, caseId, 'household-investigation');
    taskId = task.taskId;
    await town.client.openTask(window, caseId, 'information-check');
    await town.client.claim(reviewer, task);
    events = (await office.events(caseId)).items.length;
  });
  afterAll(() => town.close());

  const build = () => families.workingPoor.build({ area: niuzhuang.area, sequence: nextFamily() });
  const investigators = ['甲', '乙'];
  const investigation = {
    kind: 'household-investigation',
    method: 'home-visit',
    visitedOn: '2026-03-02',
    investigators,
    signatures: { investigators, family: true },
    findings: { members: [{ memberId: 'm1', incomes: [{ kind: 'wage', monthlyFen: 90_000 }] }] },
    circumstances: ['hard-investigation'],
  };
  const alert = () => {
    const [person] = build().family.members;
    const { name, idNumber } = person!;
    return {
      row: `r${nextFamily()}`,
      kind: 'vehicle',
      area: niuzhuang.area,
      person: { name, idNumber },
      detail: '有车',
    };
  };
  const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

  const valid: { readonly [id: string]: { readonly as: string; readonly body: () => Json } } = {
    submitApplication: { as: window, body: () => plain(build()) },
    supplementApplication: {
      as: window,
      body: () =>
        plain({ papers: build().papers, findings: investigation.findings, nearRelatives: build().nearRelatives }),
    },
    withdrawApplication: { as: window, body: () => ({ reason: '撤回' }) },
    fileObjection: { as: window, body: () => ({ objector: '某人', reason: '不实' }) },
    fileComplaint: { as: window, body: () => ({ reason: '不实' }) },
    restartCase: { as: 'supervisor', body: () => ({ reason: '重建' }) },
    decideTask: { as: reviewer, body: () => plain(investigation) },
    reassignTask: { as: 'head-niuzhuang', body: () => ({ to: window, reason: '忙闲不均' }) },
    // Who may not urge: what happens to be valid is refused all the same.
    urgeTask: { as: reviewer, body: () => ({ note: '请尽快' }) },
    takeBackTask: { as: reviewer, body: () => ({ reason: '有误' }) },
    enterSubstitution: {
      as: reviewer,
      body: () => ({ substitute: 'nobody', from: '2026-03-02', until: '2026-03-03', person: reviewer }),
    },
    beginHandover: { as: 'head-niuzhuang', body: () => ({ leaver: 'nobody', to: window, reason: '调离' }) },
    pauseClock: {
      as: reviewer,
      body: () => ({ ground: 'documents-awaited', noticedOn: '2026-03-02', reason: '补材料' }),
    },
    resumeClock: { as: reviewer, body: () => ({ reason: '已补齐' }) },
    extendClock: { as: reviewer, body: () => ({ ground: 'hard-investigation', reason: '调查难' }) },
    markRead: { as: window, body: () => ({ upTo: 'no-cursor' }) },
    addWebhook: {
      as: 'head-niuzhuang',
      body: () => ({
        unit: 'township-370502100',
        form: 'json',
        name: '群',
        url: 'http://a.test/',
        secret: 'x'.repeat(16),
      }),
    },
    openMotion: { as: 'county-dongying', body: () => ({ caseId: 'nobody', kind: 'reviewer', summary: '困难' }) },
    declareConflict: { as: 'member-health', body: () => ({ reason: '亲属' }) },
    recordAttendance: { as: 'county-dongying', body: () => ({ seats: ['chair', 'health'] }) },
    castVote: { as: 'member-health', body: () => ({ choice: 'approve', reason: '同意' }) },
    closeBallot: { as: 'chair-dongying', body: () => ({}) },
    openReferral: {
      as: window,
      body: () => plain(new ReferralDesk(town.client).request(nextFamily(), [{ need: 'medical', lead: true }])),
    },
    withdrawReferral: { as: window, body: () => ({ part: 'p1', reason: '撤回' }) },
    submitAlert: { as: 'county-dongying', body: () => plain({ system: 'fuzz', alert: alert() }) },
    submitAlerts: { as: 'county-dongying', body: () => plain({ system: 'fuzz', alerts: [alert(), alert()] }) },
    closeAlerts: { as: 'county-dongying', body: () => ({ alerts: [caseId], reason: '不实' }) },
    // Who may not switch: what happens to be valid is refused all the same.
    switchIndicator: { as: 'county-dongying', body: () => ({ isOn: false, reason: '口径待商' }) },
    requestRelief: {
      as: window,
      body: () => {
        const { area, family } = build();
        const household = { kind: 'people', area, family };
        return plain({ household, type: 'emergency', cause: 'fire', requestedFen: 100_000, statement: '失火' });
      },
    },
    withdrawRelief: { as: window, body: () => ({ reason: '撤回' }) },
    openVisit: {
      as: window,
      body: () => ({
        kind: 'report',
        area: niuzhuang.area,
        village: '某村',
        priority: 'illness',
        name: '某人',
        address: '某村1号',
        phone: '13800000000',
        what: '患病',
      }),
    },
    recordVisits: { as: window, body: () => ({ records: [{}] }) },
    planVisits: { as: window, body: () => ({ visits: [caseId], worker: '某人', on: '2026-03-03' }) },
    reviewHouseholds: { as: 'supervisor', body: () => ({ area: '370502' }) },
    openAdjudication: {
      as: 'county-dongying',
      body: () => ({ kind: 'merge-households', from: 'hA', into: 'hB', reason: '同户' }),
    },
    queryPerson: {
      as: window,
      body: () => {
        const [person] = build().family.members;
        return { purpose: 'assistance', idNumber: person!.idNumber, reference: '核对' };
      },
    },
    moveTestClock: { as: 'supervisor', body: () => ({ days: 1 }) },
    openTermination: {
      as: window,
      body: () => ({
        aid: caseId,
        determination: 0,
        trigger: 'exclusion-alert',
        groundHint: 'death',
        happenedOn: '2026-03-01',
        department: 'county-health-370502',
        reason: '比对发现',
      }),
    },
    objectToTermination: { as: window, body: () => ({ objector: '某人', reason: '不实' }) },
    withdrawTermination: { as: window, body: () => ({ reason: '不退了' }) },
    reinstateAid: { as: 'county-dongying', body: () => ({ reason: '认错人', isError: true }) },
  };

  const posts: readonly Route[] = Object.values(routes).filter(({ method }) => method === 'POST');
  const withBody = posts.filter(({ body }) => body !== undefined);

  /** No failure of ours, and a refusal that a client can act upon. */
  const isClean = (status: number, text: string, sent: string): void => {
    if (status < 400 || (status < 500 && isOfGateway({ body: JSON.parse(text) }))) return;
    const problem = problemSchema.safeParse(JSON.parse(text)).data;
    if (status >= 500 || problem === undefined || !isProblemCode(problem.code))
      throw new Error(`${status} for ${sent}: ${text}`);
    if (!/\p{Script=Han}/u.test(problem.title)) throw new Error(`no Chinese title for ${sent}: ${text}`);
    if (/\.ts:\d+|node_modules|node:internal|at async|SyntaxError|ZodError/.test(text))
      throw new Error(`inside shown for ${sent}: ${text}`);
  };

  const pathOf = ({ path }: Route) =>
    path.replace('{caseId}', caseId).replace('{taskId}', taskId).replace('{id}', 'no-such-indicator');

  it('has a valid body for every route that takes one', () => {
    expect(Object.keys(valid).sort()).toEqual(withBody.map(({ id }) => id).sort());
    for (const route of withBody) expect(route.body?.safeParse(valid[route.id]!.body()).error).toBeUndefined();
  });

  it.each(withBody.map((route) => [route.id, route] as const))(
    '%s: is refused, and nothing happens',
    async (id, route) => {
      const { as, body } = valid[id]!;
      const bad = fc
        .oneof({ weight: 1, arbitrary: anything }, { weight: 4, arbitrary: mutationsOf(body()) })
        .filter((value) => route.body?.safeParse(value).success === false);
      await fc.assert(
        fc.asyncProperty(bad, async (value) => {
          const text = JSON.stringify(value);
          const answer = await town.client.post(as, pathOf(route), text, { 'if-match': '"2"' });
          isClean(answer.status, answer.text, text);
          if (answer.status < 400) throw new Error(`accepted with ${answer.status}: ${text}`);
        }),
        { seed: SEED, numRuns: RUNS },
      );
      expect((await office.events(caseId)).items).toHaveLength(events);
    },
  );

  it.each(posts.map((route) => [route.id, route] as const))(
    '%s: text that is no JSON, or half of it',
    async (id, route) => {
      const as = valid[id]?.as ?? reviewer;
      const whole = JSON.stringify(valid[id]?.body() ?? {});
      const torn = fc.oneof(
        fc.string({ maxLength: 40 }),
        fc.tuple(fc.nat(whole.length), fc.nat(8)).map(([at, length]) => whole.slice(0, at) + whole.slice(at + length)),
        fc.constantFrom(
          '{"__proto__":{"isAdmin":true}}',
          '{"reason":1e999}',
          '[1e999]',
          `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
          '\ufeff{}',
        ),
      );
      await fc.assert(
        fc.asyncProperty(torn, async (text) => {
          // A version nobody has seen, so that what happens to be valid changes no task; and a case that nobody has.
          const path = route.path.replace('{caseId}', '370502-20260302-ZZZZZZ').replace('{taskId}', taskId);
          if (id === 'moveTestClock') return;
          const answer = await town.client.post(as, path, text, { 'if-match': '"77"' });
          isClean(answer.status, answer.text, text);
        }),
        { seed: SEED, numRuns: examples(60) },
      );
      expect((await office.events(caseId)).items).toHaveLength(events);
    },
  );

  it('well-formed but odd applications never fail, and what was accepted can be read', async () => {
    let accepted = 0;
    // One change each, so that many are still an application.
    const odd = mutationsOf(plain(build()), 1);
    await fc.assert(
      fc.asyncProperty(odd, async (value) => {
        const text = JSON.stringify(value);
        const answer = await town.client.post(window, '/applications', text);
        isClean(answer.status, answer.text, text);
        if (answer.status >= 300) return;
        accepted += 1;
        const { caseId: odd } = answer.body as { caseId: string };
        const view = await town.client.get(window, `/applications/${odd}`);
        isClean(view.status, view.text, text);
        if ((await office.events(odd)).isVerified !== true) throw new Error(`record torn by ${text}`);
        await town.client.post(window, `/applications/${odd}/withdrawal`, { reason: '演示' });
      }),
      { seed: SEED, numRuns: 2 * RUNS },
    );
    expect(accepted).toBeGreaterThan(RUNS / 10);
  });

  it('whatever findings are accepted, the case goes on to its next step', async () => {
    const fen = fc.constantFrom(0, 1, 93_000, 139_500, 10_000_000_000);
    const flag = fc.boolean();
    const disability = fc.constantFrom({ kind: 'none' }, { kind: 'mental', grade: 3 }, { kind: 'physical', grade: 1 });
    const date = fc.constantFrom('1930-01-01', '1980-05-06', '2012-01-02', '2026-03-01');
    const obligor = fc.record(
      {
        relation: fc.constantFrom('spouse', 'child', 'parent', 'grandchild', 'other'),
        memberId: fc.constantFrom('m1', 'm2', 'm3'),
        birthDate: date,
        status: fc.constantFrom('none', 'destitute', 'dibao'),
        monthlyIncomeFen: fen,
        assetsWithinRule: flag,
        disability,
        incapacity: fc.constantFrom('none', 'no-civil-capacity', 'declared-missing', 'prison'),
      },
      { requiredKeys: ['relation'] },
    );
    const member = fc.record(
      {
        memberId: fc.constantFrom('m1', 'm2', 'm3'),
        relation: fc.constantFrom('applicant', 'spouse', 'child', 'parent', 'other'),
        birthDate: date,
        absence: fc.constantFrom('none', 'prison', 'declared-missing'),
        clergyYears: fc.constantFrom(0, 3, 120),
        disability,
        seriousIllness: flag,
        study: fc.constantFrom('none', 'compulsory', 'undergraduate'),
        employed: flag,
        incomes: fc.array(
          fc.record({ kind: fc.constantFrom('wage', 'basic-pension', 'maintenance', 'other'), monthlyFen: fen }),
          { maxLength: 3 },
        ),
        jobCostMonthlyFen: fen,
        hardshipDeductionMonthlyFen: fen,
        spending: fc.array(fc.record({ kind: fc.constantFrom('medical', 'other'), fen }), { maxLength: 2 }),
        assets: fc.record({ financialFen: fen, homes: fc.nat(3), vehicles: fc.nat(2), businesses: fc.nat(1) }),
        obligors: fc.array(obligor, { maxLength: 2 }),
        selfCare: fc.record({ eating: flag, dressing: flag, toilet: flag }, { requiredKeys: [] }),
        childScheme: fc.constantFrom('none', 'orphan'),
        inDestituteSupport: flag,
      },
      { requiredKeys: ['memberId'] },
    );
    const findings = fc.record(
      {
        residence: fc.constantFrom('urban', 'rural'),
        antiRelapse: flag,
        members: fc.uniqueArray(member, { maxLength: 3, selector: ({ memberId }) => memberId }),
      },
      { requiredKeys: [] },
    );
    const names = ['workingPoor', 'elderAlone', 'disabledInMarginal', 'highMedicalSpending'] as const;
    let went = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), findings, async (name, found) => {
        const { caseId: odd } = await office.submit(
          families[name].build({ area: niuzhuang.area, sequence: nextFamily() }),
        );
        const task = await town.client.openTask(window, odd, 'household-investigation');
        await town.client.claim(reviewer, task);
        const decision = { ...investigation, findings: found };
        const decided = await town.client.decide(reviewer, { ...task, version: 2 }, decision);
        isClean(decided.status, decided.text, JSON.stringify(found));
        if (decided.status >= 400) return;
        went += 1;
        await office.check(odd);
        const next = ['township-opinion', 'supply-facts'];
        const until = performance.now() + 3000;
        for (;;) {
          if ((await office.tasks(odd)).some(({ kind, status }) => status === 'OPEN' && next.includes(kind))) return;
          if (performance.now() > until) throw new Error(`the case stands still at ${(await office.view(odd)).stage}`);
          await new Promise((resolve) => setTimeout(resolve, 2));
        }
      }),
      { seed: SEED, numRuns: examples(150) },
    );
    expect(went).toBeGreaterThan(examples(40));
  });

  it.each(['\ud800', '\udfff乙', '\u0000', '甲\u202e', '😀'])(
    'a record keeps the name %j and can still be verified',
    async (name) => {
      const { caseId: odd } = await office.submit(build());
      const task = await town.client.openTask(window, odd, 'household-investigation');
      await town.client.claim(reviewer, task);
      const people = [name, '丙'];
      const decision = { ...investigation, investigators: people, signatures: { investigators: people, family: true } };
      const answer = await town.client.decide(reviewer, { ...task, version: 2 }, decision);
      isClean(answer.status, answer.text, JSON.stringify(name));
      expect((await office.events(odd)).isVerified).toBe(true);
      const chain = await town.client.chain(window, (await office.view(odd)).householdId);
      expect(chain.isVerified).toBe(true);
    },
  );

  it('random paths, methods and headers are refused cleanly', async () => {
    const { hostname, port, pathname } = new URL(town.client.url);
    const prefix = pathname.replace(/\/$/, '');
    const token = await town.client.token(window);
    const visible = fc.string({
      unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
      maxLength: 30,
    });
    const part = fc.oneof(
      visible,
      fc.constantFrom(
        'applications',
        'tasks',
        'households',
        'claim',
        'events',
        caseId,
        taskId,
        '..',
        '%00',
        '%zz',
        '%2e%2e',
        '%ff',
        '',
        '{caseId}',
        '__proto__',
        'constructor',
      ),
    );
    const path = fc
      .tuple(fc.array(part, { maxLength: 5 }), fc.option(visible))
      .map(([parts, query]) => `/${parts.join('/')}${query === null ? '' : `?${query}`}`);
    const header = fc.constantFrom(
      'authorization',
      'if-match',
      'idempotency-key',
      'content-type',
      'x-anything',
      'accept',
      'content-encoding',
      'x-amz-date',
    );
    const headers = fc.dictionary(header, visible, { maxKeys: 4 });
    const method = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS');
    const send = (how: { method: string; path: string; headers: Record<string, string> }) =>
      new Promise<{ status: number; text: string }>((resolve, reject) => {
        const sending = httpRequest({ hostname, port, ...how }, (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
          response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
        });
        sending.on('error', reject);
        sending.end(how.method === 'POST' ? '{}' : undefined);
      });
    let reached = 0;
    await fc.assert(
      fc.asyncProperty(method, path, headers, fc.boolean(), async (verb, where, extra, signed) => {
        // Otherwise `/demo/...` and `/docs` answer in their own way.
        if (/^\/(demo|docs|openapi)/.test(where)) return;
        const { status, text } = await send({
          method: verb,
          path: `${prefix}${where}`,
          headers: { ...(signed ? { authorization: `Bearer ${token}` } : {}), ...extra },
        });
        reached += 1;
        if (verb === 'HEAD') {
          if (status >= 500) throw new Error(`${status} for HEAD ${where}`);
          return;
        }
        isClean(status, text, `${verb} ${where}`);
      }),
      { seed: SEED, numRuns: examples(400) },
    );
    expect(reached).toBeGreaterThan(examples(300));
    expect((await office.events(caseId)).items).toHaveLength(events);
  });
});
