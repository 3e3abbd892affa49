import type { CaseChanged } from '../contracts/outcomes.ts';
import { totalLimit } from '../domain/casework/limits.ts';
import { grantExtension } from '../domain/clock/extension.ts';
import type { ExtensionResult } from '../domain/clock/extension.ts';
import { civilDateOf } from '../domain/values/civil-date.ts';
import { changeCase } from './change-case.ts';
import type { ChangeCaseInput } from './change-case.ts';
import type { House } from './house.ts';
import { declined } from './outcome.ts';
import type { DeclineCode, Declined } from './outcome.ts';
import { clockOf } from './read-application.ts';

type Refusal = Extract<ExtensionResult, { kind: 'refused' }>['reason'];

const codes: Readonly<Record<Refusal, DeclineCode>> = {
  'no-extension': 'no-extension',
  'ground-not-listed': 'extension-ground-not-listed',
  'already-extended': 'already-extended',
  expired: 'extension-expired',
};

/** 延长: the longer total that the law allows, once, on a listed ground, before the shorter one has run out. */
export function extendClock(
  house: House,
  input: ChangeCaseInput & { readonly ground: string; readonly reason: string },
): Promise<CaseChanged | Declined> {
  return changeCase(house, 'application', 'clock.extend', input, async (head) => {
    const now = house.time.now();
    const on = civilDateOf(now);
    const clock = clockOf(house, head);
    const total = totalLimit(head, clock);
    if (head.status !== 'in-review' || total === undefined) {
      return declined('case-closed', '该申请不在办理之中,没有可以延长的期限。', { more: { caseStatus: head.status } });
    }
    if (head.totalOverdueAt !== undefined) return declined('extension-expired', '期限已经届满,届满后不得延长。');
    const { extension, pauses = [] } = head;
    const granted = grantExtension(
      {
        limit: total.limit,
        from: total.from,
        calendar: clock.calendar,
        pauses,
        ...(extension === undefined ? {} : { extension }),
      },
      { ground: input.ground, on },
    );
    if (granted.kind === 'refused') return declined(codes[granted.reason], `${granted.text}。`);
    return {
      next: { extension: granted.extension },
      events: [
        {
          type: 'clock-extended',
          at: now,
          actor: input.by.subject,
          data: { ground: input.ground, amount: granted.extension.amount, dueOn: granted.due.due },
        },
      ],
      sealed: [{ name: 'extension', content: { ground: input.ground, reason: input.reason } }],
    };
  });
}
