import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReferralView } from '../../functions/contracts/referrals.ts';
import type { TaskView } from '../../functions/contracts/views.ts';
import { niuzhuang } from '../../local/demo/office.ts';
import { ReferralDesk } from '../../local/demo/referral-desk.ts';
import { expectStatus, patiently } from '../../local/demo/town-client.ts';
import type { TownClient } from '../../local/demo/town-client.ts';
import { nextFamily, startTown } from '../support/town.ts';
import type { Town } from '../support/town.ts';

const COUNTY = 'county-dongying';
const clerks: Readonly<Record<string, string>> = {
  'county-medical-security-370502': 'medical-dongying',
  'county-education-370502': 'education-dongying',
  'county-housing-370502': 'housing-dongying',
  'county-human-resources-370502': 'jobs-dongying',
  'county-civil-affairs-370502': COUNTY,
  [`township-${niuzhuang.area}`]: niuzhuang.window,
};
const departments = Object.keys(clerks).slice(0, 4);
const everybody = [...Object.values(clerks), niuzhuang.reviewer, 'head-niuzhuang', 'window-liuhu', 'supervisor'];
/** Setting `referral.returns` of the shipped pack. */
const RETURNS = 1;
const ENDS = ['done', 'arbitrated', 'withdrawn'];

/** The town as it stands; the model knows nothing but what must always hold. */
interface Real {
  readonly client: TownClient;
  readonly desk: ReferralDesk;
  readonly caseId: string;
}
type Model = object;

/** What must hold at every instant, also while the procedure is on its way. */
function neverTwo(view: ReferralView, open: readonly TaskView[]): void {
  for (const part of view.parts) {
    const ofPart = open.filter((task) => task.part === part.part && task.kind !== 'referral-lead');
    if (ofPart.length > 1) throw new Error(`${part.part} lies before ${ofPart.map(({ unit }) => unit).join(' and ')}`);
    if (part.returns > RETURNS) throw new Error(`${part.part} was returned ${part.returns} times`);
    const isClosed = part.state === 'done' || part.state === 'withdrawn';
    if (isClosed === (part.owner !== null)) throw new Error(`${part.part} is ${part.state} and owned by ${part.owner}`);
  }
}

/** Every open part lies before exactly the one unit that owns it, as work that its people can claim. */
async function settled({ client, desk, caseId }: Real): Promise<ReferralView> {
  let why = '';
  const found = await patiently(async () => {
    const view = await desk.view(caseId);
    const open = (await client.tasks(niuzhuang.window, caseId)).filter(({ status }) => status === 'OPEN');
    // Read in two requests: what changed between them is looked at again.
    if ((await desk.view(caseId)).parts.some(({ state }, index) => state !== view.parts[index]?.state))
      return undefined;
    neverTwo(view, open);
    if (view.closedOn !== null) {
      why = `work is left: ${open.map(({ taskId }) => taskId).join(' ')}`;
      return open.length === 0 ? view : undefined;
    }
    const homeless = view.parts.filter(
      ({ part, owner }) => owner !== null && !open.some((task) => task.part === part && task.unit === owner),
    );
    why = `nobody has ${homeless.map(({ part, state }) => `${part} (${state})`).join(', ')}`;
    const isClosing = view.parts.length > 0 && view.parts.every(({ owner }) => owner === null);
    return homeless.length === 0 && view.parts.length > 0 && !isClosing ? view : undefined;
  });
  if (found === undefined) throw new Error(`${caseId}: ${why}`);
  return found;
}

interface Step {
  readonly part: string;
  /** Index into `everybody`, or whose work it is. */
  readonly as: string | undefined;
  readonly decide: (task: TaskView) => Record<string, unknown>;
  readonly told: string;
}

/** Somebody, entitled or not, claims the open work of a part and decides it in some way that may not fit. */
class Act implements fc.AsyncCommand<Model, Real> {
  readonly #step: Step;

  constructor(step: Step) {
    this.#step = step;
  }

  check = () => true;

  async run(_model: Model, real: Real): Promise<void> {
    const { client, caseId } = real;
    const { part, as, decide } = this.#step;
    const task = (await client.tasks(niuzhuang.window, caseId)).find(
      (one) => one.part === part && one.status === 'OPEN',
    );
    if (task !== undefined) {
      const actor = as ?? clerks[task.unit] ?? COUNTY;
      const claimed = await client.claim(actor, task);
      const version = claimed.status === 200 ? task.version + 1 : task.version;
      const decided = await client.decide(actor, { ...task, version }, decide(task));
      for (const { status, text } of [claimed, decided]) {
        if (![200, 403, 404, 409, 422].includes(status)) throw new Error(`${status}: ${text}`);
      }
      if (decided.status !== 200 && claimed.status === 200) {
        await client.post(actor, `/tasks/${task.taskId}/release`, undefined, { 'if-match': `"${version}"` });
      }
    }
    await settled(real);
  }

  toString = () => `${this.#step.told} ${this.#step.part}${this.#step.as === undefined ? '' : ` as ${this.#step.as}`}`;
}

class Withdraw implements fc.AsyncCommand<Model, Real> {
  readonly #part: string | undefined;
  constructor(part: string | undefined) {
    this.#part = part;
  }
  check = () => true;
  async run(_model: Model, real: Real): Promise<void> {
    const body = { reason: '不再需要(演示)', ...(this.#part === undefined ? {} : { part: this.#part }) };
    expectStatus(
      await real.client.post(niuzhuang.window, `/referrals/${real.caseId}/withdrawal`, body),
      [200, 409, 422],
    );
    await settled(real);
  }
  toString = () => `withdraw ${this.#part ?? 'all'}`;
}

class Restart implements fc.AsyncCommand<Model, Real> {
  check = () => true;
  async run(_model: Model, real: Real): Promise<void> {
    const answer = await real.client.post('supervisor', `/cases/${real.caseId}/restart`, { reason: '演练(演示)' });
    expectStatus(answer, [200, 409]);
    await settled(real);
  }
  toString = () => 'restart';
}

const unit = fc.constantFrom(...departments, `township-${niuzhuang.area}`, 'county-education-370503');
const reason = '理由(演示)';
const part = fc.constantFrom('p1', 'p2', 'p3');
const as = fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, fc.constantFrom(...everybody));

/** Fits the kind of work that it meets, one way or the other. */
const fitting = fc.record({ part, as, turn: fc.nat(2), unit }).map(({ turn, unit: to, ...who }) => ({
  ...who,
  told: `decide(${turn}, ${to})`,
  decide: ({ kind }: TaskView): Record<string, unknown> => {
    const ways: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
      'referral-acceptance': [{ outcome: 'accept' }, { outcome: 'return', reason }, { outcome: 'return', reason }],
      'referral-handling': [
        { result: 'referred-on', unit: to, reason },
        { result: 'granted', reason },
        { result: 'not-eligible', reason },
      ],
      'referral-arbitration': [
        { outcome: 'assign', unit: to, reason },
        { outcome: 'mechanism', reason },
        { outcome: 'dismiss', reason },
      ],
      'referral-lead': [{ part: `p${turn + 1}`, reason }],
    };
    const way = ways[kind];
    return { kind, ...(way === undefined ? { unit: to, reason } : way[turn % way.length]) };
  },
}));
const misfit = fc.record({ part, as }).map((who) => ({
  ...who,
  told: 'misfit',
  decide: (): Record<string, unknown> => ({ kind: 'referral-acceptance', outcome: 'return' }),
}));

const commands = fc.commands(
  [
    ...Array.from({ length: 8 }, () => fitting.map((step) => new Act(step))),
    misfit.map((step) => new Act(step)),
    fc.option(part, { nil: undefined, freq: 4 }).map((which) => new Withdraw(which)),
    fc.constant(new Restart()),
  ],
  { maxCommands: 24, size: '+1' },
);

/** Everybody now does the work that lies before them, and wants no dispute. */
async function finish(real: Real): Promise<ReferralView> {
  const { client, desk, caseId } = real;
  for (let step = 0; step < 40; step += 1) {
    const view = await settled(real);
    if (view.closedOn !== null) return view;
    const open = (await client.tasks(niuzhuang.window, caseId)).filter(({ status }) => status === 'OPEN');
    const task = open.find(({ kind }) => kind !== 'referral-mechanism') ?? open[0];
    if (task === undefined) continue;
    const actor = clerks[task.unit] ?? COUNTY;
    if (task.kind === 'referral-mechanism') {
      const { items } = await client.events(niuzhuang.window, caseId);
      const asked = items.findLast(
        ({ type, data }) => type === 'deliberation-requested' && (data as { part: string }).part === task.part,
      )?.data as { readonly motion: string };
      await client.handle(COUNTY, asked.motion, { kind: 'motion-dossier', outcome: 'return', reason });
    } else {
      const still = view.parts.find(({ owner }) => owner !== null)?.part ?? 'p1';
      const ordinary = {
        'referral-acceptance': { outcome: 'accept' },
        'referral-handling': { result: 'granted', reason },
        'referral-reassignment': { unit: departments[0], reason },
        'referral-arbitration': { outcome: 'assign', unit: departments[0], reason },
        'referral-lead': { part: still, reason },
      }[task.kind as string];
      await client.claim(actor, task);
      const { version } = (await client.tasks(niuzhuang.window, caseId)).find(({ taskId }) => taskId === task.taskId)!;
      const decided = await client.decide(actor, { ...task, version }, { kind: task.kind, ...ordinary });
      if (decided.status !== 200) throw new Error(`${task.taskId} as ${actor}: ${decided.text}`);
    }
    const before = JSON.stringify(view.parts);
    await patiently(async () => (JSON.stringify((await desk.view(caseId)).parts) === before ? undefined : true));
  }
  throw new Error(`${caseId} does not end`);
}

describe('a referral, whatever is done to it by whomever', () => {
  let town: Town;
  beforeAll(async () => {
    town = await startTown();
  });
  afterAll(() => town.close());

  /** What the sequences came by: without it they would prove little. */
  const seen = new Set<string>();

  it('lies before exactly one unit until it ends as done, arbitrated or withdrawn; returns stay within the limit', async () => {
    await fc.assert(
      fc.asyncProperty(commands, fc.boolean(), async (steps, isOptional) => {
        const desk = new ReferralDesk(town.client);
        const { caseId } = await desk.open(
          desk.request(nextFamily(), [
            { need: 'medical' },
            { need: 'education', mandatory: !isOptional },
            { need: 'housing' },
          ]),
        );
        const real: Real = { client: town.client, desk, caseId };
        await settled(real);
        await fc.asyncModelRun(() => ({ model: {}, real }), steps);
        const view = await finish(real);
        expect(ENDS).toContain(view.status);
        const { isVerified, items } = await town.client.events(niuzhuang.window, caseId);
        expect(isVerified).toBe(true);
        for (const { type } of items) seen.add(type);
        seen.add(view.status);
      }),
      { numRuns: 40, seed: 20_260_302, endOnFailure: true },
    );
    expect([...seen]).toEqual(
      expect.arrayContaining([
        ...ENDS,
        'referral-returned',
        'referral-disputed',
        'referral-referred-on',
        'referral-reassigned',
        'referral-arbitrated',
        'referral-resolved',
        'referral-lead-named',
        'referral-part-withdrawn',
        'execution-restarted',
      ]),
    );
  });
});
