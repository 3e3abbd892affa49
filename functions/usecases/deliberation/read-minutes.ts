import * as z from 'zod';
import type { MinutesView } from '../../contracts/motions.ts';
import { tallySchema } from '../../contracts/heads/deliberation.ts';
import type { Principal } from '../../domain/authority/principal.ts';
import { isOf } from '../../domain/casework/head.ts';
import { taskIdOf } from '../../domain/casework/task.ts';
import { ballotMethods, choices } from '../../domain/deliberation/ballot.ts';
import type { DeliberationHead } from '../../domain/deliberation/head.ts';
import { minutesText } from '../../domain/deliberation/minutes.ts';
import type { Minutes } from '../../domain/deliberation/minutes.ts';
import { resolutionText } from '../../domain/deliberation/motion.ts';
import { seatOffices } from '../../domain/deliberation/roster.ts';
import { taskId as toTaskId } from '../../domain/values/ids.ts';
import { minutesHashOf, minutesName } from '../carry/tally-ballot.ts';
import type { House } from '../house.ts';
import { barred, declined } from '../outcome.ts';
import { isVotingOpen } from './open-ballot.ts';
import { mayReadDossier, nameOfUnit, seatTitle } from './read-motion.ts';
import type { ReadMotionInput } from './read-motion.ts';

const storedMinutes = z.object({
  caseId: z.string(),
  round: z.int(),
  method: z.enum(ballotMethods),
  convenedOn: z.string(),
  closedOn: z.string(),
  closedBy: z.enum(['members', 'chair', 'deadline']),
  members: z.array(
    z.object({
      seat: z.string(),
      office: z.enum(seatOffices),
      unit: z.string(),
      subject: z.string(),
      standing: z.enum(['present', 'absent', 'recused', 'departed']),
      choice: z.exactOptional(z.enum(choices)),
      reason: z.exactOptional(z.string()),
    }),
  ),
  tally: tallySchema,
  dissent: z.array(z.object({ seat: z.string(), choice: z.enum(choices), reason: z.string() })),
}) satisfies z.ZodType<Minutes>;

/**
 * 会议纪要 of every ballot that was counted, checked against the hash in the record. While a ballot is open, none: how
 * people vote is sealed until then, where the pack says so.
 */
export async function readMinutes(house: House, { by, caseId }: ReadMotionInput) {
  const head = await house.cases.head(caseId);
  if (head === undefined || !isOf(head, 'deliberation')) return { kind: 'hidden' as const };
  const bar = barred(house.authorize(by, 'minutes.read', { area: head.area }));
  if (bar !== undefined) return bar;
  if (!mayReadDossier(house, head, by) && !isWatching(by)) {
    return { kind: 'forbidden' as const, needs: ['mechanism-member', 'county-reviewer'] };
  }
  if (house.policy.mechanism.sealedUntilClosed.value && (await isOpen(house, head))) {
    return declined('ballot-open', '表决尚未结束,结束前任何人不能查阅表决情况。');
  }
  return { kind: 'minutes' as const, view: await viewOf(house, head) };
}

const isWatching = ({ roles }: Principal): boolean => roles.includes('supervisor');

async function isOpen({ cases, time }: House, head: DeliberationHead): Promise<boolean> {
  if (head.ballot === undefined) return false;
  const task = await cases.task(toTaskId(taskIdOf(head, 'ballot', head.ballot.round)));
  return task !== undefined && isVotingOpen(task, time.now());
}

async function viewOf(house: House, head: DeliberationHead): Promise<MinutesView> {
  const { cases } = house;
  const events = await cases.events(head.caseId);
  const hashes = events.flatMap(({ type, data }) => {
    const { round, minutesHash } = data;
    return type === 'ballot-tallied' && typeof round === 'number' && typeof minutesHash === 'string'
      ? [{ round, hash: minutesHash }]
      : [];
  });
  const ballots = await Promise.all(hashes.map(({ round, hash }) => ballotOf(house, head, round, hash)));
  return { caseId: head.caseId, ballots, resolution: await resolutionOf(house, head) };
}

async function ballotOf(house: House, head: DeliberationHead, round: number, hash: string) {
  const minutes = storedMinutes.parse(await house.cases.sealed(head, minutesName(round)));
  const members = await Promise.all(
    minutes.members.map(async ({ seat, subject, standing, choice, reason }) => ({
      seat,
      title: seatTitle(house, seat),
      name: (await house.people.member(subject))?.name ?? subject,
      standing,
      choice: choice ?? null,
      reason: reason ?? null,
    })),
  );
  return {
    round,
    hash,
    isVerified: minutesHashOf(minutes) === hash,
    tally: minutes.tally,
    members,
    dissent: minutes.dissent,
    text: [...minutesText(minutes, (seat) => seatTitle(house, seat))],
  };
}

const written = z.object({ text: z.string() });

async function resolutionOf(house: House, head: DeliberationHead): Promise<MinutesView['resolution']> {
  if (head.resolution === undefined) return null;
  const tasks = await house.cases.tasks(head.caseId);
  const task = tasks.find(({ kind, status }) => kind === 'motion-resolution' && status === 'DECIDED');
  if (task === undefined) return null;
  const { text } = written.parse(await house.cases.sealed(head, `decision.${task.taskId}`));
  return {
    summary: resolutionText(head.resolution, (unit) => nameOfUnit(house, unit)),
    text,
    basis: head.resolution.basis,
  };
}
