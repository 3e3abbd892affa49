import { caseChangedSchema } from '../contracts/outcomes.ts';
import type { CaseChanged } from '../contracts/outcomes.ts';
import { isOf } from '../domain/casework/head.ts';
import type { CaseHead, HeadOf } from '../domain/casework/head.ts';
import type { Procedure } from '../domain/casework/vocabulary.ts';
import type { Action } from '../domain/authority/authorize.ts';
import type { Principal } from '../domain/authority/principal.ts';
import type { CaseId } from '../domain/values/ids.ts';
import type { CaseChange, OnceKey } from '../ports/cases.ts';
import type { House } from './house.ts';
import { once, TURNS } from './once.ts';
import type { Attempt } from './once.ts';
import { barred, isDeclined, tooBusy } from './outcome.ts';
import type { Declined } from './outcome.ts';

export interface ChangeCaseInput {
  readonly by: Principal;
  readonly caseId: CaseId;
  readonly key: OnceKey;
}

type CasePlan = Omit<CaseChange, 'head' | 'once'>;

/** The frame of every change to a case of a procedure by a person: may they, and does somebody else write at the same time. */
export function changeCase<P extends Procedure>(
  house: House,
  procedure: P,
  action: Action,
  input: ChangeCaseInput,
  plan: (head: HeadOf<P>) => Promise<CasePlan | Declined>,
): Promise<CaseChanged | Declined> {
  return changeHead(house, action, input, (head) => (isOf(head, procedure) ? head : undefined), plan);
}

/** The same for what is done to cases of any procedure. */
export function changeAnyCase(
  house: House,
  action: Action,
  input: ChangeCaseInput,
  plan: (head: CaseHead) => Promise<CasePlan | Declined>,
): Promise<CaseChanged | Declined> {
  return changeHead(house, action, input, (head) => head, plan);
}

function changeHead<H extends CaseHead>(
  house: House,
  action: Action,
  input: ChangeCaseInput,
  meant: (head: CaseHead) => H | undefined,
  plan: (head: H) => Promise<CasePlan | Declined>,
): Promise<CaseChanged | Declined> {
  return once(
    house.cases,
    input.key,
    () => attempt(house, action, input, meant, plan),
    (stored) => caseChangedSchema.parse(stored),
  );
}

async function attempt<H extends CaseHead>(
  house: House,
  action: Action,
  { by, caseId, key }: ChangeCaseInput,
  meant: (head: CaseHead) => H | undefined,
  plan: (head: H) => Promise<CasePlan | Declined>,
): Promise<Attempt<CaseChanged> | Declined> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    const found = await house.cases.head(caseId);
    const head = found === undefined ? undefined : meant(found);
    if (head === undefined) return { kind: 'hidden' };
    const bar = barred(house.authorize(by, action, { area: head.area }));
    if (bar !== undefined) return bar;
    const planned = await plan(head);
    if ('kind' in planned && isDeclined(planned)) return planned;
    if (!('events' in planned)) continue;
    const outcome: CaseChanged = {
      kind: 'case-changed',
      caseId,
      status: planned.next.status ?? head.status,
      gen: planned.next.gen ?? head.gen,
    };
    const result = await house.cases.commit({ ...planned, head, once: { key, outcome } });
    if (result.kind === 'committed') return { kind: 'done', outcome };
    if (result.kind === 'repeated') return { kind: 'repeated' };
  }
  return tooBusy;
}
