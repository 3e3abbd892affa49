import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, civilDate } from '../../functions/domain/values/civil-date.ts';
import { routes } from '../../functions/http/routes.ts';
import { families } from '../../local/demo/families.ts';
import { Mechanism, OFFICE, seated } from '../../local/demo/mechanism.ts';
import { niuzhuang, Office } from '../../local/demo/office.ts';
import { TerminationDesk } from '../../local/demo/termination-desk.ts';
import { ReferralDesk } from '../../local/demo/referral-desk.ts';
import type { Answer } from '../../local/demo/town-client.ts';
import { expectStatus } from '../../local/demo/town-client.ts';
import type { Submission } from '../../local/demo/families.ts';
import { isOwnTown, nextFamily, startTown } from '../support/town.ts';
import type { Town } from '../support/town.ts';

const { window, reviewer } = niuzhuang;

interface Sent {
  readonly as: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

describe('a request that is sent again', () => {
  let town: Town;
  let office: Office;
  let terminations: TerminationDesk;
  beforeAll(async () => {
    town = await startTown();
    office = new Office(town.client);
    terminations = new TerminationDesk(office);
  });
  afterAll(() => town.close());

  const build = (): Submission => families.workingPoor.build({ area: niuzhuang.area, sequence: nextFamily() });

  /** For each idempotent route: a case in which it can be done, and the request. */
  const prepare: { readonly [route: string]: () => Promise<Sent> } = {
    submitApplication: () => Promise.resolve({ as: window, path: '/applications', body: build() }),
    supplementApplication: async () => {
      const { papers, ...rest } = build();
      const { caseId } = await office.submit({ ...rest, papers: { ...papers, application: false } });
      return { as: window, path: `/applications/${caseId}/supplement`, body: { papers } };
    },
    withdrawApplication: async () => ({ ...(await ofNewCase('withdrawal')), as: window }),
    pauseClock: async () => {
      const { path } = await ofNewCase('pause');
      return { as: reviewer, path, body: { ground: 'documents-awaited', reason: '演示' } };
    },
    resumeClock: async () => {
      const { caseId } = await office.submit(build());
      const body = { ground: 'documents-awaited', reason: '演示' };
      expectStatus(await town.client.post(reviewer, `/applications/${caseId}/pause`, body), [200]);
      return { as: reviewer, path: `/applications/${caseId}/resume`, body: { reason: '演示' } };
    },
    extendClock: async () => {
      const { path } = await ofNewCase('extension');
      return { as: reviewer, path, body: { ground: 'hard-investigation', reason: '演示' } };
    },
    fileComplaint: async () => ({ ...(await ofNewCase('complaints')), as: window }),
    restartCase: async () => {
      const { path, body } = await ofNewCase('restart');
      return { as: 'supervisor', path: path.replace('/applications/', '/cases/'), body };
    },
    fileObjection: async () => {
      const { caseId } = await office.submit(build());
      await office.lookInto(caseId);
      await office.opinion(caseId);
      await town.client.openTask(window, caseId, 'public-notice');
      return { as: window, path: `/applications/${caseId}/objections`, body: { reason: '不实(演示)' } };
    },
    claimTask: async () => {
      const task = await investigation();
      return { as: reviewer, path: `/tasks/${task.taskId}/claim`, headers: { 'if-match': `"${task.version}"` } };
    },
    releaseTask: async () => {
      const task = await investigation();
      const held = expectStatus(await town.client.claim(reviewer, task), [200]) as { version: number };
      return { as: reviewer, path: `/tasks/${task.taskId}/release`, headers: { 'if-match': `"${held.version}"` } };
    },
    urgeTask: async () => ({ as: window, path: `/tasks/${(await investigation()).taskId}/urge`, body: {} }),
    reassignTask: async () => {
      const task = await investigation();
      return {
        as: 'head-niuzhuang',
        path: `/tasks/${task.taskId}/reassignment`,
        headers: { 'if-match': `"${task.version}"` },
        body: { to: reviewer, reason: '演示' },
      };
    },
    takeBackTask: async () => {
      const { caseId } = await office.submit(build());
      await office.lookInto(caseId);
      await office.opinion(caseId, 'refuse');
      await town.client.openTask(window, caseId, 'confirmation');
      const given = (await office.tasks(caseId)).find(({ kind }) => kind === 'township-opinion');
      return {
        as: reviewer,
        path: `/tasks/${given?.taskId}/take-back`,
        headers: { 'if-match': `"${given?.version}"` },
        body: { reason: '演示' },
      };
    },
    decideTask: async () => {
      const task = await investigation();
      const held = expectStatus(await town.client.claim(reviewer, task), [200]) as { version: number };
      const { today } = await town.client.clock();
      return {
        as: reviewer,
        path: `/tasks/${task.taskId}/decision`,
        headers: { 'if-match': `"${held.version}"` },
        body: {
          kind: 'household-investigation',
          method: 'home-visit',
          visitedOn: today,
          investigators: ['甲', '乙'],
          signatures: { investigators: ['甲', '乙'], family: true },
        },
      };
    },
  };

  /** A given home may have gone on into years whose holidays nobody has published; there no clock stands still. */
  const isBeyondCalendar = async () => {
    const { calendarThrough } = (await town.client.request('GET', '/health')).body as { calendarThrough: string };
    return !isOwnTown && (await town.client.clock()).today > calendarThrough;
  };

  /** Three days, so many days from now. */
  const inDays = async (days: number) => {
    const today = civilDate((await town.client.clock()).today);
    return { from: addDays(today, days), until: addDays(today, days + 2) };
  };

  /** Requests that belong to no application under review. */
  const beside: { readonly [route: string]: () => Promise<Sent> } = {
    enterSubstitution: async () => ({
      as: reviewer,
      path: '/substitutions',
      body: { substitute: 'reviewer2-niuzhuang', ...(await inDays(60)) },
    }),
    endSubstitution: async () => {
      const body = { substitute: 'reviewer2-niuzhuang', ...(await inDays(90)) };
      const entered = expectStatus(await town.client.post(reviewer, '/substitutions', body), [201]) as { id: string };
      return { as: reviewer, path: `/substitutions/${entered.id}/end` };
    },
    markRead: async () => {
      await investigation();
      const { cursor } = expectStatus(await town.client.get(reviewer, '/inbox/changes'), [200]) as { cursor: string };
      return { as: reviewer, path: '/inbox/read', body: { upTo: cursor } };
    },
    openMotion: async () => {
      const { caseId } = await investigation();
      return { as: OFFICE, path: '/motions', body: { caseId, kind: 'reviewer', summary: '演示' } };
    },
    declareConflict: async () => {
      const { caseId } = await ballot();
      return { as: seated.health, path: `/motions/${caseId}/recusals`, body: { reason: '演示' } };
    },
    recordAttendance: async () => {
      const { caseId } = await ballot('meeting');
      return { as: OFFICE, path: `/motions/${caseId}/attendance`, body: { seats: ['chair'] } };
    },
    castVote: async () => {
      const { taskId } = await ballot();
      return { as: seated.health, path: `/tasks/${taskId}/vote`, body: { choice: 'approve', reason: '演示' } };
    },
    closeBallot: async () => {
      const { taskId } = await ballot();
      return { as: seated.chair, path: `/tasks/${taskId}/ballot-closing`, body: {} };
    },
    openReferral: async () => ({
      as: window,
      path: '/referrals',
      body: new ReferralDesk(town.client).request(nextFamily(), [{ need: 'medical' }]),
    }),
    withdrawReferral: async () => {
      const desk = new ReferralDesk(town.client);
      const { caseId } = await desk.open(desk.request(nextFamily(), [{ need: 'medical' }]));
      await desk.task(caseId, 'p1', 'referral-acceptance');
      return { as: window, path: `/referrals/${caseId}/withdrawal`, body: { reason: '演示' } };
    },
    openVisit: () =>
      Promise.resolve({
        as: window,
        path: '/visits',
        body: { kind: 'report', area: niuzhuang.area, priority: 'other', address: '某村1号', what: '演示' },
      }),
    openAdjudication: async () => {
      const [one, other] = [await office.submit(build()), await office.submit(build())];
      return {
        as: reviewer,
        path: '/adjudications',
        body: { kind: 'merge-households', from: other.householdId, into: one.householdId, reason: '演示' },
      };
    },
    requestRelief: async () => ({ as: window, path: '/reliefs', body: relief() }),
    withdrawRelief: async () => {
      const { caseId } = expectStatus(await town.client.post(window, '/reliefs', relief()), [201]) as {
        caseId: string;
      };
      return { as: window, path: `/reliefs/${caseId}/withdrawal`, body: { reason: '演示' } };
    },
    beginHandover: async () => ({
      as: 'supervisor',
      path: '/handovers',
      // Somebody whom no other test needs: in a home that all of them share, who left has left.
      body: { leaver: 'county-lijin', reason: '演示' },
    }),
    openTermination: async () => {
      const { caseId } = await terminations.granted(nextFamily());
      return { as: window, path: '/terminations', body: { aid: caseId, trigger: 'family-report', reason: '演示' } };
    },
    objectToTermination: async () => {
      const aid = await terminations.granted(nextFamily(), families.elderAlone);
      const { caseId } = await terminations.open(aid.caseId);
      await terminations.check(caseId, { ground: 'prison' });
      await town.client.openTask(window, caseId, 'termination-notice');
      return { as: window, path: `/terminations/${caseId}/objections`, body: { reason: '演示' } };
    },
    withdrawTermination: async () => {
      const aid = await terminations.granted(nextFamily());
      const { caseId } = await terminations.open(aid.caseId, { trigger: 'family-report' });
      return { as: window, path: `/terminations/${caseId}/withdrawal`, body: { reason: '演示' } };
    },
    reinstateAid: async () => {
      const aid = await terminations.granted(nextFamily());
      const { caseId } = await terminations.open(aid.caseId);
      await terminations.check(caseId, { ground: 'duplicate-aid' });
      await terminations.tell(caseId);
      await terminations.answer(caseId);
      await terminations.confirm(caseId, 'duplicate-aid');
      await terminations.deliver(caseId);
      return {
        as: niuzhuang.confirmer,
        path: `/terminations/${caseId}/reinstatement`,
        body: { reason: '演示', isError: false },
      };
    },
  };
  /** Need somebody who listens at a public address; each is sent again in `webhooks.test.ts`, which has one. */
  const elsewhere = ['addWebhook', 'removeWebhook', 'tryWebhook', 'resendDelivery'];

  const relief = () => {
    const { area, family } = build();
    return { household: { kind: 'people', area, family }, type: 'emergency', cause: 'fire', statement: '演示' };
  };
  const ofNewCase = async (verb: string) => {
    const { caseId } = await office.submit(build());
    await town.client.openTask(window, caseId, 'household-investigation');
    return { path: `/applications/${caseId}/${verb}`, body: { reason: '演示' } };
  };
  const investigation = async () => {
    const { caseId } = await office.submit(build());
    return town.client.openTask(window, caseId, 'household-investigation');
  };

  const ballot = async (method: 'meeting' | 'circulation' = 'circulation') => {
    const mechanism = new Mechanism(town.client);
    const caseId = await mechanism.move((await investigation()).caseId);
    await mechanism.dossier(caseId, { method });
    return { caseId, taskId: (await mechanism.ballot(caseId)).taskId };
  };

  const idempotent = Object.values(routes)
    .filter((route) => 'isIdempotent' in route)
    .map(({ id }) => id);

  const core = ({ status, text, headers }: Answer) => ({
    status,
    text,
    etag: headers.get('etag'),
    location: headers.get('location'),
  });
  const caseOf = (path: string, answer: Answer): string =>
    /^\/(?:applications|tasks)\/([^./]+)/.exec(path)?.[1] ?? (answer.body as { caseId: string }).caseId;

  it('is tried here for every route that promises it', () => {
    const tried = [...Object.keys(prepare), ...Object.keys(beside), ...elsewhere];
    expect(tried.sort()).toEqual([...idempotent].sort());
  });

  it.each(Object.keys(prepare))('%s: gets the first answer, byte for byte, and is done once', async (route) => {
    if (['pauseClock', 'resumeClock'].includes(route) && (await isBeyondCalendar())) return;
    const { as, path, body, headers = {} } = await prepare[route]!();
    const key = { 'idempotency-key': `replay-${nextFamily()}-${route}` };
    const send = () => town.client.post(as, path, body, { ...headers, ...key });
    const first = await send();
    expect(first.status).toBeLessThan(300);
    const caseId = caseOf(path, first);
    const eventsOf = async () =>
      (await office.events(caseId)).items
        .filter(({ actor }) => !actor.startsWith('system:'))
        .map(({ seq, hash }) => ({ seq, hash }));
    const once = await eventsOf();
    expect(core(await send())).toEqual(core(first));
    expect((await Promise.all([send(), send(), send()])).map(core)).toEqual([core(first), core(first), core(first)]);
    expect(await eventsOf()).toEqual(once);
    // Also when the case has gone on since; where it is withdrawn already, nothing more happens to it.
    await town.client.post(window, `/applications/${caseId}/withdrawal`, { reason: '演示' });
    expect((await office.view(caseId)).status).toBe('withdrawn');
    expect(core(await send())).toEqual(core(first));
    const other = await town.client.post(
      as,
      path,
      { ...(body as object | undefined), note: 'other' },
      { ...headers, ...key },
    );
    expect(other.status).toBe(422);
  });

  it.each(Object.keys(beside))('%s: gets the first answer, also of three at once', async (route) => {
    const { as, path, body } = await beside[route]!();
    const key = { 'idempotency-key': `replay-${nextFamily()}-${route}` };
    const send = () => town.client.post(as, path, body, key);
    const first = await send();
    expect(first.status).toBeLessThan(300);
    expect((await Promise.all([send(), send(), send()])).map(core)).toEqual([core(first), core(first), core(first)]);
    const other = await town.client.post(as, path, { ...(body as object | undefined), note: 'other' }, key);
    expect(other.status).toBe(422);
  });
});
