import { terminationOpenedSchema, terminationViewSchema } from '../../functions/contracts/terminations.ts';
import type { TerminationView } from '../../functions/contracts/terminations.ts';
import { families } from './families.ts';
import type { InventedFamily } from './families.ts';
import { dayAfter } from './office.ts';
import type { Office } from './office.ts';
import { expectStatus, patiently } from './town-client.ts';
import type { TypedDecision } from './town-client.ts';

type Of<K extends TypedDecision['kind']> = Extract<TypedDecision, { kind: K }>;
type More<K extends TypedDecision['kind']> = Partial<Omit<Of<K>, 'kind'>>;

/** The ordinary way of ending aid, with whatever a story changes about it. */
export class TerminationDesk {
  readonly office: Office;

  constructor(office: Office) {
    this.office = office;
  }

  /** A family with running aid. */
  async granted(sequence: number, family: InventedFamily = families.workingPoor) {
    const { office } = this;
    const { client, staff } = office;
    const registered = await office.submit(family.build({ area: staff.area, sequence }));
    await office.toConfirmation(registered.caseId);
    await office.confirm(registered.caseId);
    await client.reaches(staff.window, registered.caseId, 'granted');
    return registered;
  }

  async open(aid: string, more: Readonly<Record<string, unknown>> = {}, as = this.office.staff.window) {
    const body = { aid, trigger: 'periodic-recheck', reason: '定期核查(演示)', ...more };
    const answer = await this.office.client.post(as, '/terminations', body);
    return terminationOpenedSchema.parse(expectStatus(answer, [201]));
  }

  async view(caseId: string): Promise<TerminationView> {
    const answer = await this.office.client.get(this.office.staff.window, `/terminations/${caseId}`);
    return terminationViewSchema.parse(expectStatus(answer, [200]));
  }

  async letter(caseId: string): Promise<unknown> {
    const answer = await this.office.client.get(this.office.staff.window, `/terminations/${caseId}/letter`);
    return expectStatus(answer, [200]);
  }

  async check(caseId: string, more: More<'termination-check'>, round?: number) {
    const { client, staff } = this.office;
    const { today } = await client.clock();
    const decision: TypedDecision = {
      kind: 'termination-check',
      outcome: 'end',
      method: 'home-visit-and-register',
      checkedOn: today,
      reason: '经核查(演示)',
      ...more,
    };
    return client.handle(staff.reviewer, caseId, decision, round);
  }

  async tell(caseId: string, round?: number) {
    const { client, staff } = this.office;
    const { today } = await client.clock();
    const decision: TypedDecision = { kind: 'termination-reasons', toldOn: today, method: 'in-person' };
    return client.handle(staff.window, caseId, decision, round);
  }

  answer(caseId: string, more: More<'termination-answer'> = { outcome: 'waived' }, round?: number) {
    const { client, staff } = this.office;
    const decision: TypedDecision = { kind: 'termination-answer', outcome: 'waived', ...more };
    return client.handle(staff.window, caseId, decision, round);
  }

  async confirm(caseId: string, ground: string, more: More<'termination-confirmation'> = {}, round?: number) {
    const { client, staff } = this.office;
    const { today } = await client.clock();
    const decision: TypedDecision = {
      kind: 'termination-confirmation',
      outcome: 'confirm',
      ground,
      stopFrom: firstOfNextMonth(today),
      reason: '符合终止条件(演示)',
      ...more,
    };
    return client.handle(staff.confirmer, caseId, decision, round);
  }

  confirmChange(caseId: string, more: More<'change-confirmation'> = {}, round?: number) {
    const { client, staff } = this.office;
    const decision: TypedDecision = {
      kind: 'change-confirmation',
      outcome: 'confirm',
      reason: '按查明的收入调整(演示)',
      ...more,
    };
    return client.handle(staff.confirmer, caseId, decision, round);
  }

  async deliver(caseId: string, round?: number) {
    const { client, staff } = this.office;
    const { today } = await client.clock();
    const decision: TypedDecision = { kind: 'termination-letter', deliveredOn: today, method: 'in-person' };
    return client.handle(staff.window, caseId, decision, round);
  }

  offer(caseId: string, outcome: Of<'next-tier-offer'>['outcome'], round?: number) {
    const { client, staff } = this.office;
    const decision: TypedDecision = { kind: 'next-tier-offer', outcome, applicationSigned: outcome === 'wished' };
    return client.handle(staff.window, caseId, decision, round);
  }

  /** Waits for the application of the next tier. */
  async filed(caseId: string): Promise<string> {
    const found = await patiently(async () => (await this.view(caseId)).filed ?? undefined);
    if (found === undefined) throw new Error(`no application was filed by ${caseId}`);
    return found;
  }

  /** Waits for the notice and lets its period run out. */
  async passNotice(caseId: string, round?: number) {
    const { client, staff } = this.office;
    const notice = await client.openTask(staff.window, caseId, 'termination-notice', round);
    const { today } = await client.clock();
    const dueOn = notice.finishLimit?.dueOn;
    if (dueOn !== undefined && dueOn >= today) await client.goTo(dayAfter(dueOn));
    return notice;
  }
}

/** First unpaid day of an end that is decided on that day. */
export function firstOfNextMonth(today: string): string {
  const [year = 0, month = 0] = today.split('-').map(Number);
  const next = month === 12 ? [year + 1, 1] : [year, month + 1];
  return `${next[0]}-${String(next[1]).padStart(2, '0')}-01`;
}
