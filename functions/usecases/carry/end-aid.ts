import { aidEndedSchema } from '../../contracts/task-events.ts';
import type { AidEnded, CaseStepEvent } from '../../contracts/task-events.ts';
import type { Json, NewEvent } from '../../domain/casework/event.ts';
import { classify } from '../../domain/classification/classify.ts';
import { endOfAid } from '../../domain/termination/end-of-aid.ts';
import type { EndOfAid } from '../../domain/termination/end-of-aid.ts';
import { groundOf } from '../../domain/termination/grounds.ts';
import type { TerminationHead } from '../../domain/termination/head.ts';
import { factsWithout, tiersBelow } from '../../domain/termination/remaining.ts';
import type { CaseChange, PoolRecord } from '../../ports/cases.ts';
import type { CaseId } from '../../domain/values/ids.ts';
import type { House } from '../house.ts';
import { knownFacts } from '../termination/aid-record.ts';
import { TURNS } from '../once.ts';
import { contention } from './current-head.ts';
import { currentTermination } from './current-termination.ts';
import { recheckHousehold } from './recheck-household.ts';
import { deceasedOf, exitsOf, poolEntered } from './exits-of.ts';
import { terminationLetter } from './termination-letter.ts';
import { evidenceOf } from './termination-evidence.ts';

const ACTOR = 'system:end-aid';

/**
 * Writes a confirmed end of aid: onto the chain from the first unpaid day, those who leave into the monitoring pool, and the tier
 * that comes next as a proposal. Throws `SafeguardMissing` rather than end aid without everything that must stand before it.
 */
export async function endAid(house: House, event: CaseStepEvent): Promise<AidEnded> {
  const { cases } = house;
  const id = `end-aid-${event.round}`;
  const looking: CaseId[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    const head = await currentTermination(cases, event.caseId, event.gen);
    const before = await cases.step(event.caseId, id);
    if (before !== undefined) return aidEndedSchema.parse(before);
    if (head.closedOn !== undefined) return { kind: 'cancelled' };
    const evidence = await evidenceOf(house, head, 'termination-confirmation', event.round);
    const decidedOn = head.confirmation?.on ?? head.openedOn;
    const rules = house.policy.rules(decidedOn, head.area);
    const end = endOfAid(head, evidence, rules.termination);
    const pool = await exitsOf(house, head, end.leavers, end.from);
    const nextTier = await nextTierOf(house, head, end);
    const letter = await terminationLetter(house, head, {
      on: decidedOn,
      reason: evidence.reason ?? '',
      ground: groundOf(rules.termination, head.aid.tier, end.ground)?.title,
      effect: end.taper === undefined ? { kind: 'stopped', from: end.from } : { kind: 'tapering', ...end.taper },
      watchedUntil: pool[0]?.until,
      nextTier: nextTier?.tier,
    });
    const now = house.time.now();
    const committed = await cases.commit({
      head,
      next: {
        status: end.taper === undefined ? 'stopped' : 'tapering',
        stage: 'EndAid',
        ...(nextTier === undefined ? {} : { nextTier }),
        ...(end.recovery ? { recovery: true } : {}),
      },
      events: eventsOf(head, end, pool, nextTier, now),
      pool,
      opens: await recheckHousehold(house, head, end.leavers, ACTOR, looking),
      sealed: [{ name: 'decision-letter', content: letter }],
      step: { id, result: { kind: 'ended' } },
    } satisfies CaseChange);
    if (committed.kind === 'committed') return { kind: 'ended' };
    if (committed.kind === 'locked') looking.push(committed.caseId);
  }
  throw contention(event.caseId);
}

/** By the facts that are known, without the dead; nothing is asked for. None after fraud, none while aid tapers off. */
async function nextTierOf({ cases, policy }: House, head: TerminationHead, end: EndOfAid) {
  if (end.recovery || end.taper !== undefined || head.confirmation === undefined) return undefined;
  const gone = end.leavers.flatMap(({ memberId, deceased }) => (deceased ? [memberId] : []));
  const facts = factsWithout(await knownFacts(cases, head), gone);
  if (facts === undefined) return undefined;
  const { on } = head.confirmation;
  const found = classify(facts, policy.rules(on, head.area), on, tiersBelow(head.aid.tier)).recommended.find(
    ({ members }) => end.leavers.some(({ memberId, deceased }) => !deceased && members.includes(memberId)),
  );
  return found === undefined ? undefined : { tier: found.tier, members: found.members };
}

function eventsOf(
  { aid }: TerminationHead,
  { leavers, ground, from, taper, recovery }: EndOfAid,
  pool: readonly PoolRecord[],
  nextTier: TerminationHead['nextTier'],
  at: number,
): readonly NewEvent[] {
  const record = (type: NewEvent['type'], data: { readonly [key: string]: Json }): NewEvent => ({
    type,
    at,
    actor: ACTOR,
    data,
  });
  const persons = leavers.map(({ person }) => person);
  return [
    taper === undefined
      ? record('aid-ended', {
          of: aid.caseId,
          persons,
          from,
          ground,
          ...deceasedOf(leavers),
        })
      : record('aid-tapered', { of: aid.caseId, persons, ...taper, ground }),
    ...poolEntered(pool, at, ACTOR),
    ...(recovery ? [record('recovery-flagged', { of: aid.caseId, persons, ground })] : []),
    ...(nextTier === undefined
      ? []
      : [record('next-tier-proposed', { tier: nextTier.tier, members: [...nextTier.members] })]),
  ];
}
