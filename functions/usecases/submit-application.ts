import type { SubmitApplication } from '../contracts/applications.ts';
import { registeredSchema } from '../contracts/outcomes.ts';
import type { Registered } from '../contracts/outcomes.ts';
import type { Principal } from '../domain/authority/principal.ts';
import type { OnceKey } from '../ports/cases.ts';
import type { House } from './house.ts';
import { newApplication } from './new-application.ts';
import { once, TURNS } from './once.ts';
import type { Attempt } from './once.ts';
import { barred, declined } from './outcome.ts';
import type { Declined } from './outcome.ts';

export interface SubmitInput {
  readonly by: Principal;
  readonly submission: SubmitApplication;
  readonly key: OnceKey;
}

/** 受理: registers one application for the whole family; accepted at once, or told once what is missing. */
export function submitApplication(house: House, input: SubmitInput): Promise<Registered | Declined> {
  return once(
    house.cases,
    input.key,
    () => register(house, input),
    (stored) => registeredSchema.parse(stored),
  );
}

async function register(house: House, { by, submission, key }: SubmitInput): Promise<Attempt<Registered> | Declined> {
  const { cases, policy } = house;
  const { area } = submission;
  if (!policy.isTownship(area)) {
    return declined('unknown-area', `政策包中没有乡镇(街道)${area},请核对区划代码。`, { pointer: '/area' });
  }
  const bar = barred(house.authorize(by, 'application.submit', { area }));
  if (bar !== undefined) return bar;

  for (let turn = 0; turn < TURNS; turn += 1) {
    const { opened, outcome } = await newApplication(house, submission, by.subject);
    const result = await cases.create({ ...opened, once: { key, outcome } });
    switch (result.kind) {
      case 'committed':
        return { kind: 'done', outcome };
      case 'repeated':
        return { kind: 'repeated' };
      case 'locked':
        return declined('already-filed', `该家庭成员已有在办的申请,受理编号${result.caseId},请勿重复申请。`, {
          more: { caseId: result.caseId },
        });
      case 'id-taken':
      case 'known-source':
      case 'stale':
        break;
    }
  }
  return declined('contention', '受理登记暂时繁忙,请稍后重试。');
}
