import type * as z from 'zod';
import type { openReferralSchema } from '../../functions/contracts/referrals.ts';
import { referralListSchema, referralOpenedSchema, referralViewSchema } from '../../functions/contracts/referrals.ts';
import { taskChangedSchema } from '../../functions/contracts/outcomes.ts';
import type { TaskKind } from '../../functions/domain/casework/vocabulary.ts';
import { niuzhuang } from './office.ts';
import type { Staff } from './office.ts';
import { fictitiousIdNumber } from './people.ts';
import { expectStatus, patiently } from './town-client.ts';
import type { TownClient, TypedDecision } from './town-client.ts';

export type ReferralRequest = z.input<typeof openReferralSchema>;
type Need = ReferralRequest['needs'][number];

/** The ordinary steps of a referral, over HTTP as people take them. */
export class ReferralDesk {
  readonly client: TownClient;
  readonly staff: Staff;

  constructor(client: TownClient, staff: Staff = niuzhuang) {
    this.client = client;
    this.staff = staff;
  }

  /** People who come in and whom the house does not know yet. */
  request(sequence: number, needs: readonly Need[], text = '孩子上学和看病都有困难(演示)'): ReferralRequest {
    return {
      household: {
        kind: 'people',
        area: this.staff.area,
        family: {
          members: [
            { memberId: 'm1', name: '田演示', idNumber: fictitiousIdNumber('1980-04-05', sequence) },
            { memberId: 'm2', name: '田小演示', idNumber: fictitiousIdNumber('2014-09-01', sequence) },
          ],
          address: `演示村${(sequence % 200) + 1}号`,
        },
      },
      needs: [...needs],
      request: text,
    };
  }

  async open(request: ReferralRequest) {
    const answer = await this.client.post(this.staff.window, '/referrals', request);
    return referralOpenedSchema.parse(expectStatus(answer, [201]));
  }

  async view(caseId: string, as = this.staff.window) {
    return referralViewSchema.parse(expectStatus(await this.client.get(as, `/referrals/${caseId}`), [200]));
  }

  async ofHousehold(householdId: string, as = this.staff.window) {
    const answer = await this.client.get(as, `/households/${householdId}/referrals`);
    return referralListSchema.parse(expectStatus(answer, [200])).items;
  }

  /** Waits until the procedure has opened this work of a part. */
  async task(caseId: string, part: string, kind: TaskKind) {
    const found = await patiently(async () =>
      (await this.client.tasks(this.staff.window, caseId)).find(
        (task) => task.kind === kind && task.part === part && task.status === 'OPEN',
      ),
    );
    if (found !== undefined) return found;
    throw new Error(`no open ${kind} of ${part} in ${caseId}`);
  }

  /** Claims and decides the part's open work; throws unless both are accepted. */
  async handle(as: string, caseId: string, part: string, decision: TypedDecision) {
    const task = await this.task(caseId, part, decision.kind);
    const claimed = taskChangedSchema.parse(expectStatus(await this.client.claim(as, task), [200]));
    return taskChangedSchema.parse(expectStatus(await this.client.decide(as, claimed, decision), [200]));
  }

  accept(as: string, caseId: string, part: string) {
    return this.handle(as, caseId, part, { kind: 'referral-acceptance', outcome: 'accept' });
  }

  giveBack(as: string, caseId: string, part: string, reason = '不属于本部门职责(演示)') {
    return this.handle(as, caseId, part, { kind: 'referral-acceptance', outcome: 'return', reason });
  }

  answer(as: string, caseId: string, part: string, fen?: number) {
    return this.handle(as, caseId, part, {
      kind: 'referral-handling',
      ...(fen === undefined ? { result: 'not-eligible' } : { result: 'granted', fen }),
      reason: fen === undefined ? '不符合本部门救助条件(演示)' : '符合条件,已给予救助(演示)',
    });
  }

  async withdraw(caseId: string, part?: string) {
    const body = { reason: '家庭不再需要(演示)', ...(part === undefined ? {} : { part }) };
    return expectStatus(await this.client.post(this.staff.window, `/referrals/${caseId}/withdrawal`, body), [200]);
  }

  /** Waits until the referral has ended, which follows the last answer by the procedure's own steps. */
  async ends(caseId: string, status: string) {
    let last = '';
    const found = await patiently(async () => {
      const view = await this.view(caseId);
      last = `${view.status} at ${view.stage}`;
      return view.closedOn !== null && view.status === status ? view : undefined;
    });
    if (found !== undefined) return found;
    throw new Error(`${caseId} is ${last}, not ${status}`);
  }

  async letter(caseId: string, letter: 'start' | 'result', as = this.staff.window) {
    return this.client.page(as, `/referrals/${caseId}/letters/${letter}`);
  }
}
