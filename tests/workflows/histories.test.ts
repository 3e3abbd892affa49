import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../local/engine/json.ts';
import type { MachineName } from '../../workflows/bindings.ts';
import {
  DAY,
  fakeOffice,
  MONDAY,
  ORDINARY,
  ordinaryApplication,
  workflowHarness,
  type FakeDoors,
  type Work,
} from '../support/workflow-harness.ts';

/** Histories are written anew, instead of compared, with `npm run golden:workflows`. */
const WRITE = process.env['GOLDEN'] === 'write';

interface Scenario {
  readonly work: Readonly<Record<string, readonly Work[]>>;
  readonly input?: JsonObject;
  readonly doors?: FakeDoors;
  readonly output: Json;
}

const superseded = (): never => {
  throw Object.assign(new Error('a later generation'), { name: 'Superseded' });
};
/** Answers in turn; the last one repeats. */
const inTurn = (...answers: readonly Json[]) => {
  let turn = 0;
  return () => answers[Math.min(turn++, answers.length - 1)] ?? null;
};
const only = (plan: Partial<Record<string, readonly Work[]>>): Scenario['work'] =>
  ({ ...ORDINARY, ...plan }) as Scenario['work'];
const granted: Json = { kind: 'granted' };

const application = (): Record<string, Scenario> => ({
  'granted after 45 working days': { work: ORDINARY, output: granted },
  'refused, with reasons delivered': {
    work: only({
      'township-opinion': [{ days: 3, outcome: 'refuse' }],
      confirmation: [{ days: 5, outcome: 'refuse' }],
      'refusal-letter': [{ days: 1, outcome: 'delivered' }],
    }),
    doors: { determine: () => ({ kind: 'refused' }) },
    output: { kind: 'refused' },
  },
  'objected in the notice, reviewed and noticed again': {
    work: only({
      'public-notice': [
        { days: 2, outcome: 'objected' },
        { days: 7, expired: true },
      ],
      'objection-review': [{ days: 9, outcome: 'reviewed' }],
    }),
    output: granted,
  },
  'facts missing, supplied, classified again': {
    work: only({ 'supply-facts': [{ days: 4, outcome: 'supplied' }] }),
    doors: { classify: inTurn({ kind: 'facts-missing' }, { kind: 'recommended' }) },
    output: granted,
  },
  'sent back to investigation and by the county': {
    work: only({
      'township-opinion': [
        { days: 1, outcome: 'reinvestigate' },
        { days: 1, outcome: 'confirm-without-notice' },
      ],
      confirmation: [
        { days: 1, outcome: 'return' },
        { days: 1, outcome: 'next-tier' },
        { days: 1, outcome: 'confirm' },
      ],
    }),
    output: granted,
  },
  'resumed at the confirmation': {
    work: ORDINARY,
    input: { resumeAt: 'Confirm' },
    output: granted,
  },
  'superseded by a later generation': {
    work: ORDINARY,
    doors: { classify: superseded },
    output: { kind: 'superseded' },
  },
});

/** Where a part stands whenever it is asked, part by part. */
const placed = (places: Readonly<Record<string, readonly (readonly [string, number])[]>>): FakeDoors => {
  const turns = new Map<string, number>();
  return {
    'send-referral': () => ({ kind: 'sent', parts: Object.keys(places) }),
    'place-part': (payload) => {
      const part = String(payload['part'] as string);
      const turn = turns.get(part) ?? 0;
      turns.set(part, turn + 1);
      const [kind, round] = places[part]?.[turn] ?? ['ended', 1];
      return { kind, round };
    },
    'close-referral': () => ({ kind: 'closed' }),
  };
};
const closed: Json = { kind: 'closed' };

const referral = (): Record<string, Scenario> => ({
  'two parts side by side, one of them returned and answered elsewhere': {
    input: { resumeAt: 'Parts' },
    work: {
      'referral-acceptance': [
        { days: 1, outcome: 'accepted' },
        { days: 2, outcome: 'returned' },
        { days: 2, outcome: 'accepted' },
      ],
      'referral-reassignment': [{ days: 1, outcome: 'assigned' }],
      'referral-handling': [{ days: 14, outcome: 'answered' }],
    },
    doors: placed({
      p1: [['acceptance', 1]],
      p2: [
        ['acceptance', 1],
        ['reassignment', 1],
        ['acceptance', 2],
      ],
    }),
    output: closed,
  },
  'disputed, before the mechanism, and back before the arbiter, who dismisses it': {
    input: { resumeAt: 'Parts' },
    work: {
      'referral-acceptance': [{ days: 1, outcome: 'disputed' }],
      'referral-arbitration': [
        { days: 2, outcome: 'mechanism' },
        { days: 1, outcome: 'dismissed' },
      ],
      'referral-mechanism': [{ days: 14, outcome: 'not-carried' }],
    },
    doors: placed({
      p1: [
        ['acceptance', 1],
        ['arbitration', 1],
        ['mechanism', 1],
        ['arbitration', 2],
      ],
    }),
    output: closed,
  },
  'referred on, and led by another after the leading part was withdrawn': {
    input: { resumeAt: 'Parts' },
    work: {
      'referral-acceptance': [{ days: 1, outcome: 'accepted' }],
      'referral-handling': [
        { days: 3, outcome: 'referred-on' },
        { days: 5, outcome: 'answered' },
      ],
      'referral-lead': [{ days: 1, outcome: 'designated' }],
    },
    doors: placed({
      p1: [['lead', 1]],
      p2: [
        ['acceptance', 1],
        ['acceptance', 2],
      ],
    }),
    output: closed,
  },
  'whose need it is first asked of the township, then of the county': {
    work: {
      'referral-triage': [
        { days: 1, outcome: 'to-county' },
        { days: 1, outcome: 'send' },
      ],
      'referral-acceptance': [{ days: 1, outcome: 'accepted' }],
      'referral-handling': [{ days: 3, outcome: 'answered' }],
    },
    doors: placed({ p1: [['acceptance', 1]] }),
    output: closed,
  },
  'a proposed package that the family does not want': {
    input: { resumeAt: 'Transfer' },
    work: { 'referral-transfer': [{ days: 1, outcome: 'declined' }] },
    doors: placed({}),
    output: closed,
  },
  'withdrawn before it was sent': {
    input: { resumeAt: 'Parts' },
    work: {},
    doors: { 'send-referral': () => ({ kind: 'cancelled' }) },
    output: { kind: 'ended' },
  },
  'superseded in the middle of a part': {
    input: { resumeAt: 'Parts' },
    work: {},
    doors: { ...placed({ p1: [] }), 'place-part': superseded, 'close-referral': superseded },
    output: { kind: 'superseded' },
  },
});

const humanTask = (): Record<string, Scenario> => ({
  'decided and settled': {
    work: { confirmation: [{ days: 3, outcome: 'confirm' }] },
    output: { kind: 'decided', outcome: 'confirm' },
  },
  'nobody came: the backstop opens it again': {
    work: { confirmation: [{ days: 310, outcome: 'late' }] },
    output: { kind: 'decided', outcome: 'late' },
  },
  'resumed at the settling': {
    work: {},
    input: { resumeAt: 'Settle' },
    doors: { 'settle-task': () => ({ kind: 'expired' }) },
    output: { kind: 'expired' },
  },
  'superseded when opened': {
    work: {},
    doors: { 'open-task': superseded },
    output: { kind: 'superseded' },
  },
  'contention is tried again': {
    work: { confirmation: [{ days: 1, outcome: 'confirm' }] },
    doors: {
      'settle-task': (() => {
        let turn = 0;
        return () => {
          if (turn++ < 2) throw Object.assign(new Error('another writer'), { name: 'Contention' });
          return { kind: 'decided', outcome: 'confirm' };
        };
      })(),
    },
    output: { kind: 'decided', outcome: 'confirm' },
  },
});

/** Aid that ends after the family had its time. */
const END: Scenario['work'] = {
  'termination-check': [{ days: 5, outcome: 'tell' }],
  'termination-notice': [{ days: 8, expired: true }],
  'termination-reasons': [{ days: 1, outcome: 'answer-awaited' }],
  'termination-answer': [{ days: 7, outcome: 'confirm-end' }],
  'termination-confirmation': [{ days: 3, outcome: 'confirmed' }],
  'change-confirmation': [{ days: 3, outcome: 'confirmed' }],
  'termination-letter': [{ days: 2, outcome: 'delivered' }],
};
const end = (more: Scenario['work'] = {}): Scenario['work'] => ({ ...END, ...more });
const done: Json = { kind: 'done' };

const termination = (): Record<string, Scenario> => ({
  'told, answered, confirmed, ended and delivered': { work: end(), output: done },
  'still eligible': { work: end({ 'termination-check': [{ days: 5, outcome: 'kept' }] }), output: { kind: 'kept' } },
  'posted, objected to, posted again': {
    work: end({
      'termination-check': [{ days: 5, outcome: 'notice' }],
      'termination-notice': [
        { days: 2, outcome: 'objected' },
        { days: 8, expired: true },
      ],
      'termination-objection': [{ days: 9, outcome: 'notice' }],
    }),
    output: done,
  },
  'a smaller amount, told and confirmed': {
    work: end({
      'termination-reasons': [{ days: 1, outcome: 'answer-awaited' }],
      'termination-answer': [{ days: 2, outcome: 'confirm-change' }],
    }),
    output: done,
  },
  'returned by the county, then kept': {
    work: end({
      'termination-confirmation': [
        { days: 1, outcome: 'return' },
        { days: 1, outcome: 'kept' },
      ],
    }),
    output: { kind: 'kept' },
  },
  'the next tier wished and filed': {
    work: end({
      'termination-letter': [{ days: 2, outcome: 'offer' }],
      'next-tier-offer': [{ days: 4, outcome: 'wished' }],
    }),
    output: done,
  },
  'superseded at the end of aid': {
    work: end(),
    doors: { 'end-aid': superseded },
    output: { kind: 'superseded' },
  },
});

/** A motion that is carried, resolved, carried out and followed up. */
const MOTION: Scenario['work'] = {
  'motion-dossier': [{ days: 2, outcome: 'complete' }],
  ballot: [{ days: 9, outcome: 'closed' }],
  'motion-resolution': [{ days: 1, outcome: 'resolved' }],
  'motion-execution': [{ days: 4, outcome: 'executed' }],
  'motion-follow-up': [{ days: 10, outcome: 'effective' }],
};
const motion = (more: Scenario['work'] = {}): Scenario['work'] => ({ ...MOTION, ...more });
const resolved: Json = { kind: 'resolved' };

const deliberation = (): Record<string, Scenario> => ({
  'carried, resolved, carried out twice and followed up': {
    work: motion({
      'motion-follow-up': [
        { days: 10, outcome: 'execute-again' },
        { days: 10, outcome: 'effective' },
      ],
    }),
    output: resolved,
  },
  'returned by the office': {
    work: { 'motion-dossier': [{ days: 1, outcome: 'returned' }] },
    output: { kind: 'returned' },
  },
  'not carried, moved on new facts, not carried': {
    work: motion({
      'motion-renewal': [
        { days: 3, outcome: 'renew' },
        { days: 3, outcome: 'close' },
      ],
    }),
    doors: { 'tally-ballot': () => ({ kind: 'not-carried' }) },
    output: { kind: 'not-carried' },
  },
  'no quorum at the deadline, convened again, ruled on by the chair': {
    work: motion({
      ballot: [{ days: 10, expired: true }],
      'chair-ruling': [{ days: 1, outcome: 'carried' }],
    }),
    doors: { 'tally-ballot': inTurn({ kind: 'reconvene' }, { kind: 'chair-ruling' }) },
    output: resolved,
  },
  'tied, the chair withdraws, the deputy rules against it': {
    work: motion({
      'chair-ruling': [
        { days: 1, outcome: 'next-ruler' },
        { days: 1, outcome: 'not-carried' },
      ],
      'motion-renewal': [{ days: 1, outcome: 'close' }],
    }),
    doors: { 'tally-ballot': () => ({ kind: 'chair-ruling' }) },
    output: { kind: 'not-carried' },
  },
  'undecided, because nobody is left': {
    work: motion(),
    doors: { 'tally-ballot': () => ({ kind: 'undecided' }) },
    output: { kind: 'undecided' },
  },
  'resumed at the count': { work: motion(), input: { resumeAt: 'Tally' }, output: resolved },
  'superseded by a later generation': {
    work: motion(),
    doors: { 'convene-ballot': superseded },
    output: { kind: 'superseded' },
  },
});

const emergencyRelief = (): Record<string, Scenario> => ({
  'help first, papers later': {
    work: { 'relief-help': [{ days: 0, outcome: 'helped' }], 'relief-papers': [{ days: 4, outcome: 'completed' }] },
    output: granted,
  },
  'passed up to the county': {
    work: {
      'relief-help': [{ days: 0, outcome: 'passed-up' }],
      'relief-help-county': [{ days: 1, outcome: 'helped' }],
      'relief-papers': [{ days: 4, outcome: 'completed' }],
    },
    output: granted,
  },
  'reviewed, approved, paid': {
    work: {
      'relief-review': [{ days: 5, outcome: 'to-township' }],
      'relief-approval': [{ days: 2, outcome: 'approved' }],
      'relief-payment': [{ days: 1, outcome: 'paid' }],
    },
    input: { resumeAt: 'Review' },
    output: granted,
  },
  'the mechanism grants nothing, and the county decides': {
    work: {
      'relief-review': [{ days: 5, outcome: 'to-county' }],
      'relief-approval-county': [
        { days: 2, outcome: 'to-mechanism' },
        { days: 2, outcome: 'refused' },
      ],
      'relief-deliberation': [{ days: 10, outcome: 'not-carried' }],
    },
    doors: { 'conclude-relief': () => ({ kind: 'not-granted' }) },
    input: { resumeAt: 'Review' },
    output: { kind: 'refused' },
  },
});

async function play(machine: MachineName, { work, doors, input }: Scenario, seed = 1) {
  const house = await workflowHarness(
    (inside) => ({
      ...fakeOffice(work, inside),
      classify: () => ({ kind: 'recommended' }),
      determine: () => granted,
      'convene-ballot': () => ({ kind: 'convened' }),
      'tally-ballot': () => ({ kind: 'carried' }),
      'end-aid': () => ({ kind: 'ended' }),
      'change-aid': () => ({ kind: 'changed' }),
      'file-next-tier': () => ({ kind: 'filed' }),
      ...doors,
    }),
    { seed },
  );
  const base = machine === 'human-task' ? { stage: 'Confirm', kind: 'confirmation' } : {};
  const ended = await house.run(machine, 'A-1-g1', {
    schemaVersion: 1,
    caseId: 'A-1',
    gen: 1,
    round: 1,
    ...base,
    ...input,
  });
  const story = await house.story(ended.executionArn);
  const exact = JSON.stringify(await house.engine.getExecutionHistory(ended.executionArn, { limit: 25_000 }));
  await house.close();
  return { ended, story, exact, errors: house.errors };
}

describe.each([
  ['application', application],
  ['deliberation', deliberation],
  ['human-task', humanTask],
  ['referral', referral],
  ['emergency-relief', emergencyRelief],
  ['termination', termination],
] as const)('%s', (machine, scenarios) => {
  const file = new URL(`../../workflows/${machine}.history.json`, import.meta.url);
  const golden: Record<string, readonly string[]> = WRITE
    ? {}
    : (JSON.parse(readFileSync(file, 'utf8')) as Record<string, readonly string[]>);

  it.each(Object.keys(scenarios()))('%s', async (name) => {
    const scenario = scenarios()[name]!;
    const { ended, story, errors } = await play(machine, scenario);
    expect(errors).toEqual([]);
    expect({ status: ended.status, output: ended.output }).toEqual({ status: 'SUCCEEDED', output: scenario.output });
    if (WRITE) {
      golden[name] = story;
      writeFileSync(file, `${JSON.stringify(golden, null, 2)}\n`);
    }
    expect(story).toEqual(golden[name]);
  });

  it('has no history of a scenario that is gone', () => {
    expect(Object.keys(golden)).toEqual(Object.keys(scenarios()));
  });

  it('is equal to the byte under the same seed', async () => {
    for (const name of Object.keys(scenarios())) {
      const [first, second] = [await play(machine, scenarios()[name]!, 7), await play(machine, scenarios()[name]!, 7)];
      expect(second.exact).toBe(first.exact);
    }
  });
});

describe('an ordinary application', () => {
  it('takes 63 days on the clock, from a Monday to a Monday', async () => {
    const { ended, days } = await ordinaryApplication();
    expect(days).toBe(63);
    expect(ended.stopDate).toBe(MONDAY + 63 * DAY);
  });
});
