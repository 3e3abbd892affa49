import type { OpenVisit, VisitOpened } from '../../contracts/visits.ts';
import { visitOpenedSchema } from '../../contracts/visits.ts';
import type { AlertHead } from '../../domain/alert/head.ts';
import type { Principal } from '../../domain/authority/principal.ts';
import { isOf } from '../../domain/casework/head.ts';
import type { OnceKey } from '../../ports/cases.ts';
import type { House } from '../house.ts';
import { once, TURNS } from '../once.ts';
import type { Attempt } from '../once.ts';
import { barred, declined, isDeclined, tooBusy } from '../outcome.ts';
import type { Declined } from '../outcome.ts';
import { joinedVisit } from './join-visit.ts';
import { alertedVisit, reportedVisit, visitFor, visitSource } from './visit-for.ts';
import type { VisitOf } from './visit-for.ts';

interface OpenVisitInput {
  readonly by: Principal;
  readonly wanted: OpenVisit;
  readonly key: OnceKey;
}

/** 走访: for a family that somebody reports, or for the alerts about one household. An open visit takes in what is new. */
export function openVisit(house: House, { by, wanted, key }: OpenVisitInput): Promise<VisitOpened | Declined> {
  return once(
    house.cases,
    key,
    async () => {
      const of = wanted.kind === 'report' ? await fromReport(house, by, wanted) : await fromAlerts(house, by, wanted);
      return isDeclined(of) ? of : attempt(house, of, by.subject, key);
    },
    (stored) => visitOpenedSchema.parse(stored),
  );
}

/** Opens it, or lets the household's open visit look into these alerts too; once, however often it is asked. */
export async function startVisit(house: House, of: VisitOf, by: string): Promise<VisitOpened | Declined> {
  const done = await attempt(house, of, by);
  if (isDeclined(done)) return done;
  return done.kind === 'done' ? done.outcome : tooBusy;
}

async function attempt(house: House, of: VisitOf, by: string, key?: OnceKey): Promise<Attempt<VisitOpened> | Declined> {
  const { cases } = house;
  for (let turn = 0; turn < TURNS; turn += 1) {
    const last = await cases.fromSource(visitSource(of.householdId));
    const before = last === undefined ? undefined : await cases.head(last.caseId);
    if (before !== undefined && isOf(before, 'visit') && before.closedOn === undefined) {
      const joined = await joinedVisit(house, before, of, by);
      const as = joined === undefined ? 'known' : 'joined';
      const outcome: VisitOpened = { kind: 'visit-opened', caseId: before.caseId, as };
      if (joined === undefined) {
        // Nothing is written, so nothing else would notice that it is the same request again.
        const isAgain = key !== undefined && (await cases.once(key)) !== undefined;
        return isAgain ? { kind: 'repeated' } : { kind: 'done', outcome };
      }
      const result = await cases.commit({ ...joined, ...(key === undefined ? {} : { once: { key, outcome } }) });
      if (result.kind === 'committed') return { kind: 'done', outcome };
      if (result.kind === 'repeated') return { kind: 'repeated' };
      continue;
    }
    const opened = visitFor(house, of, by, before?.caseId);
    const outcome: VisitOpened = { kind: 'visit-opened', caseId: opened.head.caseId, as: 'opened' };
    const result = await cases.create({ ...opened, ...(key === undefined ? {} : { once: { key, outcome } }) });
    if (result.kind === 'committed') return { kind: 'done', outcome };
    if (result.kind === 'repeated') return { kind: 'repeated' };
  }
  return tooBusy;
}

async function fromReport(
  house: House,
  by: Principal,
  report: Extract<OpenVisit, { kind: 'report' }>,
): Promise<VisitOf | Declined> {
  if (!house.policy.isTownship(report.area)) {
    return declined('unknown-area', `政策包中没有乡镇(街道)${report.area},请核对区划代码。`, { pointer: '/area' });
  }
  return barred(house.authorize(by, 'visit.report', { area: report.area })) ?? (await reportedVisit(house, report));
}

async function fromAlerts(
  house: House,
  by: Principal,
  { alerts, village }: Extract<OpenVisit, { kind: 'alerts' }>,
): Promise<VisitOf | Declined> {
  const heads: AlertHead[] = [];
  for (const [index, caseId] of [...new Set(alerts)].entries()) {
    const head = await house.cases.head(caseId);
    const pointer = `/alerts/${index}`;
    const bar = head === undefined ? undefined : barred(house.authorize(by, 'visit.open', { area: head.area }));
    if (bar?.kind === 'forbidden') return bar;
    if (head === undefined || bar !== undefined || !isOf(head, 'alert')) {
      return declined('unknown-alert', '没有找到该预警,请核对编号。', { pointer });
    }
    if (head.closedOn !== undefined || head.stage !== 'VerifyAlert') {
      return declined('alert-not-to-verify', '该预警不在核实环节,不能安排走访。', { pointer });
    }
    if (heads.some(({ householdId }) => householdId !== head.householdId)) {
      return declined('another-household', '这些预警不属于同一个家庭,请分别安排走访。', { pointer });
    }
    heads.push(head);
  }
  const [first, ...rest] = heads;
  if (first === undefined) return declined('unknown-alert', '没有找到该预警,请核对编号。', { pointer: '/alerts' });
  return alertedVisit(house, [first, ...rest], village);
}
