import type { Submission } from './families.ts';
import { expectStatus } from './town-client.ts';
import type { TownClient, TypedDecision } from './town-client.ts';

/** Who does what for one township; sign-in names. */
export interface Staff {
  readonly area: string;
  readonly window: string;
  readonly reviewer: string;
  /** The county's information check. */
  readonly checker: string;
  /** Another person than the reviewer, who may not confirm the own opinion. */
  readonly confirmer: string;
}

export const niuzhuang: Staff = {
  area: '370502100',
  window: 'window-niuzhuang',
  reviewer: 'reviewer-niuzhuang',
  checker: 'county-dongying',
  confirmer: 'county-dongying',
};

/** The county has delegated confirmation to its townships. */
export const chenzhuang: Staff = {
  area: '370522102',
  window: 'window-chenzhuang',
  reviewer: 'reviewer-chenzhuang',
  checker: 'county-lijin',
  confirmer: 'reviewer2-chenzhuang',
};

type Of<K extends TypedDecision['kind']> = Extract<TypedDecision, { kind: K }>;
type More<K extends TypedDecision['kind']> = Partial<Omit<Of<K>, 'kind'>>;

const INVESTIGATORS = ['调查员甲(演示)', '调查员乙(演示)'];

/** The ordinary way of each step, with whatever a story changes about it. */
export class Office {
  readonly client: TownClient;
  readonly staff: Staff;

  constructor(client: TownClient, staff: Staff = niuzhuang) {
    this.client = client;
    this.staff = staff;
  }

  submit(submission: Submission) {
    return this.client.submit(this.staff.window, submission);
  }

  async investigate(caseId: string, more: More<'household-investigation'> = {}, round?: number) {
    const { today } = await this.client.clock();
    const decision: TypedDecision = {
      kind: 'household-investigation',
      method: 'home-visit',
      visitedOn: today,
      investigators: INVESTIGATORS,
      signatures: { investigators: INVESTIGATORS, family: true },
      ...more,
    };
    return this.client.handle(this.staff.reviewer, caseId, decision, round);
  }

  check(caseId: string, more: More<'information-check'> = {}, round?: number) {
    const decision: TypedDecision = {
      kind: 'information-check',
      registers: ['real-estate', 'social-insurance'],
      ...more,
    };
    return this.client.handle(this.staff.checker, caseId, decision, round);
  }

  opinion(caseId: string, outcome: Of<'township-opinion'>['outcome'] = 'confirm', round?: number) {
    const decision: TypedDecision = { kind: 'township-opinion', outcome, reason: '初审意见(演示)' };
    return this.client.handle(this.staff.reviewer, caseId, decision, round);
  }

  reviewObjection(caseId: string, more: More<'objection-review'> = {}, round?: number) {
    const decision: TypedDecision = {
      kind: 'objection-review',
      method: 'reinvestigation',
      conclusion: 'dismissed',
      reason: '经重新调查,情况属实(演示)',
      ...more,
    };
    return this.client.handle(this.staff.reviewer, caseId, decision, round);
  }

  /** With a visit where one must be made: a near relative, a complaint, or the county's random check. */
  async confirm(caseId: string, more: More<'confirmation'> = {}, round?: number) {
    await this.client.openTask(this.staff.window, caseId, 'confirmation', round);
    const [{ mustVisit }, { today }] = await Promise.all([this.view(caseId), this.client.clock()]);
    const decision: TypedDecision = {
      kind: 'confirmation',
      outcome: 'confirm',
      reason: '审核确认意见(演示)',
      ...(mustVisit ? { visit: { visitedOn: today, visitors: INVESTIGATORS } } : {}),
      ...more,
    };
    return this.client.handle(this.staff.confirmer, caseId, decision, round);
  }

  async deliverLetter(caseId: string) {
    const { today } = await this.client.clock();
    return this.client.handle(this.staff.window, caseId, {
      kind: 'refusal-letter',
      deliveredOn: today,
      method: 'in-person',
    });
  }

  /** Investigation and check, which run side by side. */
  async lookInto(caseId: string, round?: number): Promise<void> {
    await this.investigate(caseId, {}, round);
    await this.check(caseId, {}, round);
  }

  /** Waits for the notice and lets its period run out. */
  async passNotice(caseId: string, round?: number) {
    const notice = await this.client.openTask(this.staff.window, caseId, 'public-notice', round);
    const { today } = await this.client.clock();
    const dueOn = notice.finishLimit?.dueOn;
    // Several families may share a town whose clock only goes forward.
    if (dueOn !== undefined && dueOn >= today) await this.client.goTo(dayAfter(dueOn));
    return notice;
  }

  /** From acceptance to where the confirming body has the file. */
  async toConfirmation(caseId: string): Promise<void> {
    await this.lookInto(caseId);
    await this.opinion(caseId);
    await this.passNotice(caseId);
  }

  async fileObjection(caseId: string, reason = '该户收入不实(演示)') {
    const answer = await this.client.post(this.staff.window, `/applications/${caseId}/objections`, { reason });
    return expectStatus(answer, [200]);
  }

  view(caseId: string) {
    return this.client.application(this.staff.window, caseId);
  }

  tasks(caseId: string) {
    return this.client.tasks(this.staff.window, caseId);
  }

  events(caseId: string) {
    return this.client.events(this.staff.window, caseId);
  }
}

const DAY_MS = 86_400_000;

export const dayAfter = (date: string): string => new Date(Date.parse(date) + DAY_MS).toISOString().slice(0, 10);
