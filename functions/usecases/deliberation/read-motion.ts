import * as z from 'zod';
import type { MotionView } from '../../contracts/motions.ts';
import type { Principal } from '../../domain/authority/principal.ts';
import { isOf } from '../../domain/casework/head.ts';
import { taskIdOf } from '../../domain/casework/task.ts';
import type { BallotRecord, DeliberationHead } from '../../domain/deliberation/head.ts';
import { resolutionText } from '../../domain/deliberation/motion.ts';
import { entitledOf } from '../../domain/deliberation/roster.ts';
import type { Seat } from '../../domain/deliberation/roster.ts';
import { quorumOf } from '../../domain/deliberation/tally.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import { taskId as toTaskId, unitId } from '../../domain/values/ids.ts';
import type { CaseId } from '../../domain/values/ids.ts';
import type { House } from '../house.ts';
import { barred } from '../outcome.ts';
import { ballotRule } from './ballot-rule.ts';
import { departedOf, isVotingOpen } from './open-ballot.ts';

export interface ReadMotionInput {
  readonly by: Principal;
  readonly caseId: CaseId;
}

/** 议题: what stands where. The dossier is for those who vote on it and those who keep it; how anybody votes is in no answer. */
export async function readMotion(house: House, { by, caseId }: ReadMotionInput) {
  const head = await house.cases.head(caseId);
  if (head === undefined || !isOf(head, 'deliberation')) return { kind: 'hidden' as const };
  const unit =
    head.resolution?.kind === 'assign-department' ? head.resolution.unit : house.policy.countyUnit(head.area);
  const bar = barred(house.authorize(by, 'motion.read', { area: head.area, unit }));
  if (bar !== undefined) return bar;
  return { kind: 'motion' as const, view: await viewOf(house, head, by) };
}

async function viewOf(house: House, head: DeliberationHead, by: Principal): Promise<MotionView> {
  const { policy } = house;
  const unitName = (unit: string) => nameOfUnit(house, unit);
  const rules = policy.mechanism.dossiers.find(({ motion }) => motion === head.motion.kind);
  const { resolution } = head;
  return {
    caseId: head.caseId,
    of: head.motion.of,
    kind: head.motion.kind,
    title: rules?.title ?? head.motion.kind,
    area: head.area,
    areaName: policy.areaName(head.area) ?? head.area,
    status: head.status,
    stage: head.stage,
    round: head.round,
    gen: head.gen,
    movedBy: head.motion.by,
    openedOn: head.acceptedOn ?? null,
    closedOn: head.closedOn ?? null,
    method: head.method ?? null,
    proposal: head.proposal ?? null,
    dossier: mayReadDossier(house, head, by) ? await dossierOf(house, head) : null,
    ballot: head.ballot === undefined ? null : await ballotView(house, head, head.ballot),
    reconvened: head.reconvened,
    renewed: head.renewed,
    resolution:
      resolution === undefined ? null : { text: resolutionText(resolution, unitName), basis: resolution.basis },
  };
}

export const nameOfUnit = (house: House, unit: string): string => house.policy.unitName(unitId(unit)) ?? unit;

/** Who keeps it, who votes on it, and who carries the resolution out. */
export function mayReadDossier({ policy }: House, head: DeliberationHead, by: Principal): boolean {
  if (head.recused.includes(by.subject)) return false;
  if (by.unit === policy.countyUnit(head.area)) return true;
  if (head.ballot?.seats.some(({ subject }) => subject === by.subject) === true) return true;
  return head.resolution?.kind === 'assign-department' && head.resolution.unit === by.unit;
}

const opening = z.object({ summary: z.string() });
const completed = z.object({ summary: z.string(), items: z.array(z.string()) });
const renewal = z.object({ newFacts: z.string() });

async function dossierOf(house: House, head: DeliberationHead): Promise<NonNullable<MotionView['dossier']>> {
  const { cases, policy } = house;
  const moved = opening.parse(await cases.sealed(head, 'dossier'));
  const decision = completed.safeParse(await cases.sealed(head, `decision.${taskIdOf(head, 'motion-dossier', 1)}`));
  const tasks = await cases.tasks(head.caseId);
  const renewals = tasks.filter(({ kind, outcome }) => kind === 'motion-renewal' && outcome === 'renew');
  const newFacts = await Promise.all(
    renewals
      .toSorted((a, b) => a.round - b.round)
      .map(async ({ taskId }) => renewal.parse(await cases.sealed(head, `decision.${taskId}`)).newFacts),
  );
  const there = decision.success ? decision.data.items : [];
  const items = policy.mechanism.dossiers.find(({ motion }) => motion === head.motion.kind)?.items ?? [];
  return {
    summary: decision.success ? decision.data.summary : moved.summary,
    newFacts,
    items: items.map(({ id, title }) => ({ id, title, isThere: there.includes(id) })),
  };
}

async function ballotView(
  house: House,
  head: DeliberationHead,
  ballot: BallotRecord,
): Promise<NonNullable<MotionView['ballot']>> {
  const { cases, policy, time } = house;
  const taskId = toTaskId(taskIdOf(head, 'ballot', ballot.round));
  const task = await cases.task(taskId);
  const now = time.now();
  const departed = ballot.closing?.departed ?? (await departedOf(house, ballot.seats, civilDateOf(now)));
  const entitled = entitledOf(ballot.seats, { recused: head.recused, departed });
  return {
    round: ballot.round,
    taskId,
    isOpen: task !== undefined && isVotingOpen(task, now),
    dueOn: task?.finishLimit?.dueOn ?? null,
    provisional: task?.finishLimit?.provisional ?? false,
    quorum: ballot.tally?.quorum ?? quorumOf(entitled.length, ballotRule(policy)),
    seats: await Promise.all(
      ballot.seats.map(async (seat) => ({
        ...(await named(house, seat)),
        standing: head.recused.includes(seat.subject)
          ? ('recused' as const)
          : departed.includes(seat.subject)
            ? ('departed' as const)
            : ('entitled' as const),
        attended: ballot.attended.includes(seat.seat),
        voted: ballot.voted.includes(seat.seat),
      })),
    ),
    vacant: [...ballot.vacant],
    tally: ballot.tally ?? null,
    ruling: ballot.ruling ?? null,
  };
}

async function named(house: House, { seat, office, unit, subject }: Seat) {
  return {
    seat,
    office,
    unit,
    subject,
    title: seatTitle(house, seat),
    unitName: nameOfUnit(house, unit),
    name: (await house.people.member(subject))?.name ?? subject,
  };
}

export const seatTitle = ({ policy }: House, seat: string): string =>
  policy.mechanism.seats.find(({ id }) => id === seat)?.title ?? seat;
