import type { NeedReport } from '../../contracts/visits.ts';
import type { AlertHead } from '../../domain/alert/head.ts';
import type { Family } from '../../domain/application/family.ts';
import type { AreaCode } from '../../domain/values/area-code.ts';
import { householdId as toHouseholdId, memberId } from '../../domain/values/ids.ts';
import type { CaseId, HouseholdId, PersonId } from '../../domain/values/ids.ts';
import type { VisitHead } from '../../domain/visit/head.ts';
import type { OpenedCase } from '../../ports/cases.ts';
import { openedEvent } from '../alert/alert-for.ts';
import { familyOf } from '../family-of.ts';
import type { House } from '../house.ts';
import { newHead } from '../new-head.ts';
import { openedWork } from '../opened-work.ts';
import { urgencyOf } from './urgency.ts';
import type { Urgency } from './urgency.ts';

/** Who is to be visited, and why. */
export interface VisitOf extends Urgency {
  readonly kind: 'visit-of';
  readonly area: AreaCode;
  readonly householdId: HouseholdId;
  readonly household: OpenedCase['household'];
  readonly family: Family;
  readonly persons: readonly PersonId[];
  /** What they are called, where the house does not know them yet. */
  readonly names: readonly string[];
  readonly alerts: readonly CaseId[];
  readonly discoveredAt: number;
  readonly village?: string;
  readonly report?: string;
}

/** One household has one open visit: its source row, of which the store keeps one case that is open. */
export const visitSource = (householdId: HouseholdId): string => `visit#${householdId}`;

/** A visit as a case that begins, with its work open. `after`: the household's last visit, which is closed. */
export function visitFor(
  house: House,
  of: VisitOf,
  by: string,
  after?: CaseId,
): OpenedCase & { readonly head: VisitHead } {
  const head: VisitHead = {
    ...newHead(house, { area: of.area, householdId: of.householdId, recused: [] }),
    procedure: 'visit',
    status: 'in-progress',
    stage: 'Visit',
    priority: of.priority,
    level: of.level,
    needsTwo: of.needsTwo,
    alerts: of.alerts,
    persons: of.persons,
    discoveredAt: of.discoveredAt,
    marks: [],
    ...(of.village === undefined ? {} : { village: of.village }),
  };
  const task = openedWork(house, head, 'household-visit');
  const data = { priority: of.priority, level: of.level, alerts: of.alerts, discoveredAt: of.discoveredAt };
  return {
    head,
    events: [
      { type: 'visit-opened', at: head.changedAt, actor: by, data },
      { ...openedEvent(task, head.changedAt), actor: 'system:visit' },
    ],
    outbox: [],
    tasks: [task],
    sealed: [
      { name: 'family', content: of.family },
      ...(of.report === undefined ? [] : [{ name: 'report', content: { text: of.report } }]),
    ],
    persons: of.persons,
    names: of.names,
    locks: [],
    household: of.household,
    source: {
      key: visitSource(of.householdId),
      // What stands in it is the household's, not a row's: every visit to it is another one.
      hash: head.caseId,
      ...(after === undefined ? {} : { after }),
    },
  };
}

/** The family of a report, as far as it is known. */
export async function reportedVisit(house: House, report: NeedReport): Promise<VisitOf> {
  const { cases, policy } = house;
  const person = report.idNumber === undefined ? undefined : cases.personId(report.idNumber);
  const known = person === undefined ? undefined : await cases.householdOf(person);
  const { name = '(未知)', idNumber } = report;
  const rule = policy.visitPriorities.find(({ id }) => id === report.priority);
  return {
    kind: 'visit-of',
    area: report.area,
    householdId: known ?? toHouseholdId(`h${house.ids.unique()}`),
    household: known === undefined ? 'new' : 'known',
    family: {
      members: idNumber === undefined ? [] : [{ memberId: memberId('m1'), name, idNumber }],
      address: report.address,
      ...(report.phone === undefined ? {} : { phone: report.phone }),
    },
    persons: person === undefined ? [] : [person],
    names: person === undefined || known !== undefined ? [] : [name],
    alerts: [],
    priority: report.priority,
    level: rule?.level ?? 'yellow',
    needsTwo: false,
    discoveredAt: house.time.now(),
    report: report.name === undefined ? report.what : `${report.name}:${report.what}`,
    ...(report.village === undefined ? {} : { village: report.village }),
  };
}

/** What several alerts about one household say together. The alerts are of one household and township. */
export async function alertedVisit(
  house: House,
  alerts: readonly [AlertHead, ...AlertHead[]],
  village?: string,
): Promise<VisitOf> {
  const [first] = alerts;
  const families = await Promise.all(alerts.map((alert) => familyOf(house.cases, alert)));
  return {
    kind: 'visit-of',
    area: first.area,
    householdId: first.householdId,
    household: 'known',
    family: together(families),
    persons: [...new Set(alerts.flatMap(({ persons }) => persons))],
    names: [],
    alerts: alerts.map(({ caseId }) => caseId),
    ...urgencyOf(house, alerts),
    discoveredAt: Math.min(...(await Promise.all(alerts.map((alert) => beganAt(house, alert))))),
    ...(village === undefined ? {} : { village }),
  };
}

const beganAt = async ({ cases }: House, { caseId, changedAt }: AlertHead): Promise<number> =>
  (await cases.events(caseId))[0]?.at ?? changedAt;

/** Everybody once, numbered anew; the first address that is known. */
function together(families: readonly Family[]): Family {
  const people = new Map(families.flatMap(({ members }) => members.map((member) => [member.idNumber, member])));
  return {
    members: [...people.values()].map((member, index) => ({ ...member, memberId: memberId(`m${index + 1}`) })),
    address: families.find(({ address }) => address !== '')?.address ?? '',
  };
}
