import { motionOpenedSchema } from '../../contracts/motions.ts';
import type { MotionOpened } from '../../contracts/motions.ts';
import type { Principal } from '../../domain/authority/principal.ts';
import { isInProgress } from '../../domain/casework/head.ts';
import type { CaseHead } from '../../domain/casework/head.ts';
import type { MotionKind } from '../../domain/deliberation/motion.ts';
import { caseIdSchema } from '../../domain/values/ids.ts';
import type { CaseId } from '../../domain/values/ids.ts';
import type { OnceKey } from '../../ports/cases.ts';
import type { House } from '../house.ts';
import { once, TURNS } from '../once.ts';
import type { Attempt } from '../once.ts';
import { motionFor } from '../open-motion.ts';
import { barred, declined, tooBusy } from '../outcome.ts';
import type { Declined } from '../outcome.ts';

export interface MoveInput {
  readonly by: Principal;
  readonly caseId: CaseId;
  readonly kind: MotionKind;
  readonly summary: string;
  readonly key: OnceKey;
}

/** 提请一事一议 by a county reviewer, about a case of theirs; one motion at a time about one case. */
export function move(house: House, input: MoveInput): Promise<MotionOpened | Declined> {
  return once(
    house.cases,
    input.key,
    () => attempt(house, input),
    (stored) => motionOpenedSchema.parse(stored),
  );
}

/** Kinds of case that a reviewer may put before the mechanism. Alerts and disputes are moved by their own procedures. */
const subjects: ReadonlySet<CaseHead['procedure']> = new Set<CaseHead['procedure']>([
  'application',
  'emergency-relief',
  'termination',
]);

async function attempt(
  house: House,
  { by, caseId, kind, summary, key }: MoveInput,
): Promise<Attempt<MotionOpened> | Declined> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    const head = await house.cases.head(caseId);
    if (head === undefined) return { kind: 'hidden' };
    const resource = { area: head.area, unit: house.policy.countyUnit(head.area) };
    const bar = barred(house.authorize(by, 'motion.open', resource));
    if (bar !== undefined) return bar;
    if (!subjects.has(head.procedure)) {
      return declined('not-deliberable', '这类事项不能由审核人员直接提请一事一议。', { pointer: '/caseId' });
    }
    if (kind === 'rigid-expenditure' && head.procedure !== 'application') {
      return declined('not-deliberable', '刚性支出困难家庭的认定只能就救助申请提请。', { pointer: '/kind' });
    }
    if (head.recused.includes(by.subject)) return declined('recused', '您已备案为该家庭的近亲属,应当回避。');
    const standing = await openMotionOf(house, head);
    if (standing !== undefined) {
      return declined('motion-open', '该事项已有一事一议正在办理。', { more: { caseId: standing } });
    }
    const opened = await motionFor(house, { of: head, kind, by, dossier: { summary } });
    const outcome: MotionOpened = { kind: 'motion-opened', caseId: opened.head.caseId, of: caseId };
    const result = await house.cases.commit({
      head,
      next: {},
      events: [
        {
          type: 'deliberation-requested',
          at: house.time.now(),
          actor: by.subject,
          data: { motion: opened.head.caseId, kind },
        },
      ],
      opens: [opened],
      present: [by.subject],
      once: { key, outcome },
    });
    if (result.kind === 'committed') return { kind: 'done', outcome };
    if (result.kind === 'repeated') return { kind: 'repeated' };
  }
  return tooBusy;
}

/** The case's own record says what was moved about it; whoever writes there comes after or before, never beside. */
async function openMotionOf(house: House, head: CaseHead): Promise<CaseId | undefined> {
  const events = await house.cases.events(head.caseId);
  const last = events.findLast(({ type }) => type === 'deliberation-requested')?.data['motion'];
  if (last === undefined) return undefined;
  const motion = await house.cases.head(caseIdSchema.parse(last));
  return motion !== undefined && isInProgress(motion) ? motion.caseId : undefined;
}
