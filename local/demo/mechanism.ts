import * as z from 'zod';
import { tallySchema } from '../../functions/contracts/heads/deliberation.ts';
import {
  minutesViewSchema,
  motionOpenedSchema,
  motionViewSchema,
  openBallotsSchema,
} from '../../functions/contracts/motions.ts';
import type { MotionView } from '../../functions/contracts/motions.ts';
import { taskChangedSchema } from '../../functions/contracts/outcomes.ts';
import { expectStatus, patiently } from './town-client.ts';
import type { TownClient, TypedDecision } from './town-client.ts';

type Of<K extends TypedDecision['kind']> = Extract<TypedDecision, { kind: K }>;
type Dossier = Extract<Of<'motion-dossier'>, { outcome: 'complete' }>;

/** Who sits in the mechanism of 东营区, by seat; sign-in names. */
export const seated = {
  chair: 'chair-dongying',
  'civil-affairs': 'member-civil-affairs',
  education: 'member-education',
  finance: 'member-finance',
  'human-resources': 'member-human-resources',
  housing: 'member-housing',
  agriculture: 'member-agriculture',
  health: 'member-health',
  'medical-security': 'member-medical-security',
  emergency: 'member-emergency',
  'disabled-federation': 'member-disabled-federation',
} as const;
export type SeatName = keyof typeof seated;
export const seatNames: readonly SeatName[] = [
  'chair',
  'civil-affairs',
  'education',
  'finance',
  'human-resources',
  'housing',
  'agriculture',
  'health',
  'medical-security',
  'emergency',
  'disabled-federation',
];

/** The office of the mechanism, which keeps its files. */
export const OFFICE = 'county-dongying';

const counted = tallySchema.extend({ round: z.int() });
type Tally = z.output<typeof counted>;

type Choice = 'approve' | 'reject' | 'abstain';

export const reasons: Readonly<Record<Choice, string>> = {
  approve: '困难属实(演示)',
  reject: '应先用足现有政策(演示)',
  abstain: '情况尚不清楚(演示)',
};

/** The ordinary way of each step of a motion, over HTTP and nothing else. */
export class Mechanism {
  readonly client: TownClient;

  constructor(client: TownClient) {
    this.client = client;
  }

  /** A county reviewer puts a case before the mechanism; the answer is the motion's id. */
  async move(caseId: string, kind = 'reviewer', as = OFFICE): Promise<string> {
    const body = { caseId, kind, summary: '家庭遭遇重大疾病,现有救助不足(演示)' };
    return motionOpenedSchema.parse(expectStatus(await this.client.post(as, '/motions', body), [201])).caseId;
  }

  async motion(caseId: string, as = OFFICE): Promise<MotionView> {
    return motionViewSchema.parse(expectStatus(await this.client.get(as, `/motions/${caseId}`), [200]));
  }

  /** All papers are there; relief of 8,000 yuan is put to the vote, by circulation unless told otherwise. */
  async dossier(caseId: string, more: Partial<Dossier> = {}) {
    const { dossier } = await this.motion(caseId);
    return this.client.handle(OFFICE, caseId, {
      kind: 'motion-dossier',
      outcome: 'complete',
      items: dossier?.items.map(({ id }) => id) ?? [],
      summary: '困难情况属实,建议给予临时救助(演示)',
      method: 'circulation',
      proposal: { kind: 'grant-relief', amountFen: 800_000 },
      ...more,
    });
  }

  /** Waits until the members may vote in the ballot of that round. */
  async ballot(caseId: string, round = 1): Promise<NonNullable<MotionView['ballot']>> {
    await this.client.openTask(OFFICE, caseId, 'ballot', round);
    const { ballot } = await this.motion(caseId);
    if (ballot === null) throw new Error(`${caseId} has no ballot`);
    return ballot;
  }

  send(as: string, taskId: string, choice: Choice, reason = reasons[choice]) {
    return this.client.post(as, `/tasks/${taskId}/vote`, { choice, reason });
  }

  /** Each of these seats votes, in this order. */
  async vote(taskId: string, votes: readonly (readonly [SeatName, Choice])[]): Promise<void> {
    for (const [seat, choice] of votes) {
      expectStatus(await this.send(seated[seat], taskId, choice), [200]);
    }
  }

  /** The first so many approve, the next reject, the next abstain, in the order of the roster. */
  async voteAll(taskId: string, approve: number, reject: number, abstain = 0): Promise<void> {
    const choices = [
      ...Array.from({ length: approve }, () => 'approve' as const),
      ...Array.from({ length: reject }, () => 'reject' as const),
      ...Array.from({ length: abstain }, () => 'abstain' as const),
    ];
    await this.vote(
      taskId,
      choices.flatMap((choice, index) => {
        const seat = seatNames[index];
        return seat === undefined ? [] : [[seat, choice] as const];
      }),
    );
  }

  recuse(as: string, caseId: string, reason = '与申请人有亲属关系(演示)') {
    return this.client.post(as, `/motions/${caseId}/recusals`, { reason });
  }

  attend(caseId: string, seats: readonly string[], as = OFFICE) {
    return this.client.post(as, `/motions/${caseId}/attendance`, { seats });
  }

  close(as: string, taskId: string) {
    return this.client.post(as, `/tasks/${taskId}/ballot-closing`, {});
  }

  /** What asks for the member's vote. */
  async asked(as: string) {
    return openBallotsSchema.parse(expectStatus(await this.client.get(as, '/motions'), [200])).items;
  }

  /** Waits until the ballot of that round was counted; the next one may be convened already. */
  async counted(caseId: string, round = 1): Promise<Tally> {
    const found = await patiently(async () => {
      const { items } = await this.client.events(OFFICE, caseId);
      return items
        .filter(({ type }) => type === 'ballot-tallied')
        .map(({ data }) => counted.parse(data))
        .find((tally) => tally.round === round);
    });
    if (found === undefined) throw new Error(`the ballot ${round} of ${caseId} is not counted`);
    return found;
  }

  /** The chair or the deputy claims the ruling and gives it. */
  async rule(as: string, caseId: string, outcome: 'carried' | 'not-carried', round?: number) {
    const task = await this.client.openTask(OFFICE, caseId, 'chair-ruling', round);
    const held = taskChangedSchema.parse(expectStatus(await this.client.claim(as, task), [200]));
    const decision = { kind: 'chair-ruling', outcome, reason: '裁定理由(演示)' };
    return this.client.decide(as, held, decision);
  }

  resolve(caseId: string, resolution: Of<'motion-resolution'>['resolution']) {
    const text = '经一事一议研究,形成以下决议(演示)';
    return this.client.handle(OFFICE, caseId, { kind: 'motion-resolution', resolution, text });
  }

  async execute(as: string, caseId: string, round?: number) {
    const { today } = await this.client.clock();
    const task = await this.client.openTask(OFFICE, caseId, 'motion-execution', round);
    const held = taskChangedSchema.parse(expectStatus(await this.client.claim(as, task), [200]));
    const decision = { kind: 'motion-execution', executedOn: today, note: '已落实(演示)' };
    return taskChangedSchema.parse(expectStatus(await this.client.decide(as, held, decision), [200]));
  }

  followUp(caseId: string, outcome: Of<'motion-follow-up'>['outcome'] = 'effective', round?: number) {
    return this.client.handle(
      OFFICE,
      caseId,
      { kind: 'motion-follow-up', outcome, note: '已回访,困难缓解(演示)' },
      round,
    );
  }

  async minutes(caseId: string, as = OFFICE) {
    return minutesViewSchema.parse(expectStatus(await this.client.get(as, `/motions/${caseId}/minutes`), [200]));
  }

  /** Waits until the motion stands so. */
  async reaches(caseId: string, status: MotionView['status']): Promise<MotionView> {
    let last: MotionView | undefined;
    const found = await patiently(async () => {
      last = await this.motion(caseId);
      return last.status === status ? last : undefined;
    });
    if (found === undefined) throw new Error(`${caseId} is ${last?.status} at ${last?.stage}, not ${status}`);
    return found;
  }
}
