import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workingCalendar } from '../../policy/calendar/load.ts';
import { dongying } from '../../policy/dongying/dongying.ts';
import { rulesAt } from '../../policy/rules-at.ts';
import { tiers } from '../../functions/domain/classification/tier.ts';
import type { TerminationDecision } from '../../functions/domain/termination/decisions.ts';
import { decideTermination } from '../../functions/domain/termination/decide/decide.ts';
import { changeOfAid, endOfAid } from '../../functions/domain/termination/end-of-aid.ts';
import type { TerminationHead } from '../../functions/domain/termination/head.ts';
import { terminationTaskKinds } from '../../functions/domain/termination/vocabulary.ts';
import type { Evidence } from '../../functions/domain/termination/safeguards.ts';
import { addDays, civilDate } from '../../functions/domain/values/civil-date.ts';
import type { CivilDate } from '../../functions/domain/values/civil-date.ts';
import { machines } from '../../workflows/index.ts';
import { m1, m2, terminationOf } from '../functions/domain/termination/case.ts';

/**
 * The machine as it stands in its file and the domain's verdicts, together, without a store: people who enter whatever they like,
 * in any order, on any day, and a clock that may end a notice.
 */

interface State {
  readonly Type: string;
  readonly Next?: string;
  readonly Arguments?: { readonly FunctionName?: string; readonly Input?: { readonly kind?: string } };
  readonly Choices?: readonly { readonly Condition: string; readonly Next: string }[];
}

const { States } = JSON.parse(machines.find(({ name }) => name === 'termination')!.definition) as {
  States: Readonly<Record<string, State>>;
};
const list = rulesAt(dongying, '2026-03-10', '370502').termination;
const calendar = workingCalendar();

interface World {
  readonly state: string;
  readonly head: TerminationHead;
  readonly round: number;
  readonly today: CivilDate;
  readonly evidence: Evidence;
  /** What the doors did. */
  readonly done: readonly string[];
}

/** Where a Choice leads for what a task or door came to. */
function follow(choice: string, last: { readonly kind: string; readonly outcome?: string }): string {
  const way = States[choice]!.Choices!.find(({ Condition }) =>
    [...Condition.matchAll(/\$last\.(kind|outcome) = '([\w-]+)'/g)].some(
      ([, field, value]) => (field === 'kind' ? last.kind : last.outcome) === value,
    ),
  );
  if (way === undefined) throw new Error(`${choice} knows no way for ${JSON.stringify(last)}`);
  return way.Next;
}

function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(`aid was touched without ${what}`);
}

/** Goes on by itself to the next piece of people's work, or to the end. */
function settle(world: World): World {
  const { state, head, evidence, round } = world;
  const { Type, Arguments, Next } = States[state]!;
  if (Type === 'Pass') return settle({ ...world, state: Next!, round: round + 1 });
  if (Type !== 'Task' || Arguments?.FunctionName === undefined) return world;
  const went = (status: TerminationHead['status'], kind: string): World =>
    settle({ ...world, head: { ...head, status }, state: follow(Next!, { kind }), done: [...world.done, state] });
  switch (Arguments.FunctionName) {
    case '${EndAid}': {
      const { ground, from, leavers } = endOfAid(head, evidence, list);
      const isListed = list.grounds.some(({ id, tiers: at }) => id === ground && at.includes(head.aid.tier));
      must(isListed, 'a ground of the list');
      must(from > world.today && from.endsWith('-01'), 'the first of a later month');
      must(leavers.length === head.aid.members.length, 'all who had the aid');
      return went('stopped', 'ended');
    }
    case '${ChangeAid}': {
      must(changeOfAid(head, evidence, list).staying.length > 0, 'somebody who stays');
      return went('changed', 'changed');
    }
    default:
      return went(head.status, 'filed');
  }
}

/** Whose work it usually is. */
const usual = (kind: string): string =>
  kind.endsWith('confirmation')
    ? 'county-dongying'
    : kind === 'termination-check'
      ? 'reviewer-niuzhuang'
      : 'window-niuzhuang';
const people = ['reviewer-niuzhuang', 'window-niuzhuang', 'county-dongying', 'relative'] as const;
const grounds = [...new Set(list.grounds.map(({ id }) => id)), 'because'];

const member = fc.constantFrom(m1, m2);
const day = fc.integer({ min: -3, max: 45 });
/** Nothing five times of six. */
const rarely = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
/** True so often, in percent. */
const mostly = (percent: number) => fc.integer({ min: 1, max: 100 }).map((drawn) => drawn <= percent);
const ground = fc.option(fc.constantFrom(...grounds), { nil: undefined, freq: 8 });
/** A decision of any kind; days are counted from the world's today. */
const anyDecision = fc.record({
  kind: fc.constantFrom(...terminationTaskKinds),
  check: fc.constantFrom('still-eligible', 'amount-changes', 'amount-changes', 'taper', 'end', 'end', 'end', 'end'),
  conclusion: fc.constantFrom('upheld', 'dismissed'),
  answer: fc.constantFrom('answered', 'no-answer', 'waived'),
  confirm: fc.constantFrom(
    'confirm',
    'confirm',
    'confirm',
    'confirm',
    'confirm',
    'confirm',
    'still-eligible',
    'return',
  ),
  wish: fc.constantFrom('wished', 'declined'),
  ground,
  /** Whether the confirming officer names the ground that was checked and the day of the rule. */
  isRight: mostly(80),
  on: day,
  months: fc.integer({ min: 0, max: 8 }),
  leaving: fc.uniqueArray(member, { maxLength: 2 }),
  deceased: rarely(fc.uniqueArray(member, { maxLength: 2 })),
});
type AnyDecision = typeof anyDecision extends fc.Arbitrary<infer T> ? T : never;

/** What the rules make of the family. */
const standing = fc.record({
  isEligible: mostly(40),
  monthlyFen: fc.constantFrom(0, 50_000, 106_000, 150_000),
});
type Standing = typeof standing extends fc.Arbitrary<infer T> ? T : never;

const step = fc.record({
  decision: anyDecision,
  /** Mostly what the open work asks for. */
  isApt: mostly(90),
  by: rarely(fc.constantFrom(...people)),
  onBehalfOf: rarely(fc.constantFrom(...people)),
  days: fc.integer({ min: 0, max: 12 }),
  clock: mostly(70),
  objects: mostly(20),
  /** What the rules say today, where that is something else than all along. */
  changed: rarely(standing),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function entered(kind: string, given: AnyDecision, world: World): TerminationDecision {
  const { check } = world.head;
  const on = addDays(world.today, given.on);
  const next = civilDate(`${addDays(civilDate(`${world.today.slice(0, 8)}01`), 32).slice(0, 8)}01`);
  switch (kind) {
    case 'termination-check':
      return {
        kind,
        outcome: given.check as 'end',
        method: 'register',
        checkedOn: given.isRight ? world.today : on,
        findings: {},
        ...(given.ground === undefined ? {} : { ground: given.ground }),
        leaving: given.leaving,
        ...(given.deceased === undefined ? {} : { deceased: given.deceased }),
        months: given.months,
        reason: '演示',
      };
    case 'termination-objection':
      return { kind, conclusion: given.conclusion as 'upheld', findings: {}, reason: '演示' };
    case 'termination-reasons':
      return { kind, toldOn: given.isRight ? world.today : on, method: 'in-person' };
    case 'termination-answer':
      return { kind, outcome: given.answer as 'waived', ...(given.isRight ? { answer: '演示' } : {}) };
    case 'termination-confirmation':
      return {
        kind,
        outcome: given.confirm as 'confirm',
        ...(given.isRight && check?.ground !== undefined
          ? { ground: check.ground }
          : given.ground === undefined
            ? {}
            : { ground: given.ground }),
        stopFrom: given.isRight ? next : on,
        reason: '演示',
      };
    case 'change-confirmation':
      return { kind, outcome: given.confirm === 'confirm' ? 'confirm' : 'return', reason: '演示' };
    case 'termination-letter':
      return { kind, deliveredOn: given.isRight ? world.today : on, method: 'post' };
    default:
      return { kind: 'next-tier-offer', outcome: given.wish as 'wished', applicationSigned: given.isRight };
  }
}

function play(world: World, move: Step, usually: Standing): World {
  const { isEligible, monthlyFen } = move.changed ?? usually;
  const kind = States[world.state]?.Arguments?.Input?.kind;
  if (kind === undefined) return world;
  const now: World = { ...world, today: addDays(world.today, move.days) };
  if (kind === 'termination-notice') {
    if (!move.clock && !move.objects) return now;
    const last = move.objects ? { kind: 'decided', outcome: 'objected' } : { kind: 'expired' };
    const { noticeRanOut: _before, ...rest } = now.evidence;
    const evidence = move.objects ? rest : { ...rest, noticeRanOut: now.round };
    return settle({ ...now, evidence, state: follow(States[now.state]!.Next!, last) });
  }
  const decision = entered(move.isApt ? kind : move.decision.kind, move.decision, now);
  // What is no decision of the open work never comes to the domain.
  if (decision.kind !== kind) return now;
  const { tier, members } = now.head.aid;
  const leaving = kind === 'change-confirmation' ? (now.head.check?.leaving ?? []) : move.decision.leaving;
  const staying = members.filter((one) => !leaving.includes(one));
  const recommended = isEligible
    ? [{ tier, route: 'household' as const, members: staying, amount: amountOf(monthlyFen) }]
    : [];
  const verdict = decideTermination(decision, {
    head: { ...now.head, round: now.round },
    round: now.round,
    by: { subject: move.by ?? usual(kind) },
    ...(move.onBehalfOf === undefined ? {} : { onBehalfOf: move.onBehalfOf }),
    today: now.today,
    rules: rulesAt(dongying, now.today, '370502'),
    calendar,
    isNeverPosted: false,
    mostTaperMonths: 6,
    classification: {
      on: now.today,
      packId: dongying.pack.id,
      outcome: isEligible ? 'recommended' : 'none',
      tiers: [],
      routes: [],
      recommended,
      flags: [],
      missing: [],
      restsOn: { demo: [], carriedOver: [] },
    },
  });
  if (verdict.kind === 'refused') return now;
  const hasReason = 'reason' in decision;
  return settle({
    ...now,
    head: { ...now.head, ...verdict.next, round: now.round },
    evidence: { ...now.evidence, ...(hasReason ? { reason: decision.reason } : {}) },
    state: follow(States[now.state]!.Next!, { kind: 'decided', outcome: verdict.outcome }),
  });
}

const amountOf = (monthlyFen: number) => ({ kind: 'amount' as const, monthlyFen, components: [] });

const startOf = (tier: (typeof tiers)[number], trigger: TerminationHead['trigger']): World => ({
  state: 'CheckAid',
  head: terminationOf(tier, { trigger, recused: ['relative'] }),
  round: 1,
  today: civilDate('2026-03-10'),
  evidence: {},
  done: [],
});

describe('whatever people enter and the clock does, in any order', () => {
  it('no aid is touched without person, ground, notice or reasons told, second person and reason; none twice', () => {
    const ends = new Map<string, number>();
    fc.assert(
      fc.property(
        fc.constantFrom(...tiers),
        fc.constantFrom('periodic-recheck' as const, 'voluntary-exit' as const),
        standing,
        fc.array(step, { minLength: 10, maxLength: 60 }),
        (tier, trigger, usually, moves) => {
          // The doors throw where something is missing: a way there would fail the property.
          const end = moves.reduce((world, move) => play(world, move, usually), startOf(tier, trigger));
          expect(end.done.filter((door) => door !== 'FileNextTier').length).toBeLessThan(2);
          const { check, confirmation, changeConfirmation } = end.head;
          expect([check?.by, confirmation?.by, changeConfirmation?.by]).not.toContain('relative');
          const where = end.done[0] ?? end.state;
          ends.set(where, (ends.get(where) ?? 0) + 1);
        },
      ),
      { seed: 20_260_310, numRuns: 4_000 },
    );
    // The model would prove nothing if it never came so far.
    for (const door of ['EndAid', 'ChangeAid', 'Kept']) expect(ends.get(door) ?? 0).toBeGreaterThan(20);
  });

  it('nobody who does nothing ever loses aid: time alone leads to no door', () => {
    fc.assert(
      fc.property(fc.constantFrom(...tiers), fc.constantFrom('CheckAid', 'TerminationNotice'), (tier, state) => {
        const idle = (world: World): World => {
          const kind = States[world.state]?.Arguments?.Input?.kind;
          if (kind !== 'termination-notice') return { ...world, today: addDays(world.today, 30) };
          return settle({ ...world, state: follow(States[world.state]!.Next!, { kind: 'expired' }) });
        };
        const end = Array.from({ length: 50 }).reduce<World>(idle, {
          ...startOf(tier, 'exclusion-alert'),
          state,
        });
        expect(end.done).toEqual([]);
        expect(States[end.state]?.Arguments?.Input?.kind).toBeDefined();
      }),
    );
  });
});
