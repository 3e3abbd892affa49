import { describe, expect, it } from 'vitest';
import { decideTask } from '../../../../functions/domain/application/decide/decide-task.ts';
import type { InvestigationDecision } from '../../../../functions/domain/application/decisions.ts';
import { civilDate } from '../../../../functions/domain/values/civil-date.ts';
import { memberId } from '../../../../functions/domain/values/ids.ts';
import { classify } from '../../../../functions/domain/classification/classify.ts';
import type { MemberFacts } from '../../../../functions/domain/classification/facts.ts';
import type { Tier } from '../../../../policy/schema.ts';
import { member as fit, urban, wage } from '../classification/household.ts';
import { caseHead, decisionContext, MONDAY, reviewer } from '../../../support/case-head.ts';

const visit: InvestigationDecision = {
  kind: 'household-investigation',
  method: 'home-visit',
  visitedOn: MONDAY,
  investigators: ['a', 'b'],
  signatures: { investigators: ['a', 'b'], family: true },
  findings: {},
  circumstances: [],
};
const refused = (code: string) => ({ kind: 'refused', code });

describe('a substitute', () => {
  it('decides nothing where the person they stand in for is a relative of the family', () => {
    const head = caseHead({ nearRelative: true, recused: ['absent'] });
    const context = decisionContext('household-investigation', { head, onBehalfOf: 'absent' });
    expect(decideTask(visit, context)).toMatchObject(refused('recused'));
  });

  it.each([
    ['gave the opinion', { by: reviewer.subject }, {}],
    ['gave it for another', { by: reviewer.subject, onBehalfOf: 'absent' }, {}],
    ['had it given by another', { by: 'other', onBehalfOf: reviewer.subject }, {}],
    ['stands in for whoever gave it', { by: 'absent' }, { onBehalfOf: 'absent' }],
    ['stands in for whom it was given', { by: 'other', onBehalfOf: 'absent' }, { onBehalfOf: 'absent' }],
  ])('or a colleague who %s never confirms it', (_what, opinion, behalf) => {
    const head = caseHead({ opinion: { outcome: 'confirm', ...opinion } });
    const context = decisionContext('confirmation', { head, ...behalf });
    const decision = { kind: 'confirmation', outcome: 'confirm', reason: '同意' } as const;
    expect(decideTask(decision, context)).toMatchObject(refused('self-approval'));
  });
});

describe('the household investigation', () => {
  const context = decisionContext('household-investigation');

  it('is recorded when two investigators and the family have signed', () => {
    expect(decideTask(visit, context)).toMatchObject({
      kind: 'decided',
      outcome: 'recorded',
      next: { factsVersion: 2 },
      // Names stay in the sealed decision.
      event: { type: 'investigation-recorded', data: { investigators: 2 } },
    });
  });

  it.each([
    [
      'one investigator',
      { investigators: ['a'], signatures: { investigators: ['a'], family: true } },
      'two-investigators-needed',
    ],
    ['the same one twice', { investigators: ['a', 'a'] }, 'two-investigators-needed'],
    ['a missing signature', { signatures: { investigators: ['a'], family: true } }, 'signatures-incomplete'],
    [
      'no signature of the family',
      { signatures: { investigators: ['a', 'b'], family: false } },
      'signatures-incomplete',
    ],
    ['a telephone call without an emergency', { method: 'remote' as const }, 'emergency-not-named'],
    ['a visit tomorrow', { visitedOn: civilDate('2026-03-03') }, 'date-in-future'],
    ['a stranger among the findings', { findings: { members: [{ memberId: memberId('m9') }] } }, 'unknown-member'],
  ])('is refused with %s', (_what, change, code) => {
    expect(decideTask({ ...visit, ...change }, context)).toMatchObject(refused(code));
  });

  it('is refused when a declared relative took part', () => {
    const head = caseHead({ nearRelative: true, recused: ['b'] });
    expect(decideTask(visit, { ...context, head })).toMatchObject(refused('recused'));
  });

  it('extends the total to 45 working days when it finds a legal ground, once', () => {
    const found = decideTask({ ...visit, circumstances: ['household-registration-separated'] }, context);
    expect(found).toMatchObject({
      next: { circumstances: ['household-registration-separated'], extension: { amount: 45, grantedOn: MONDAY } },
    });
    const extension = { ground: 'notice-objection', grantedOn: MONDAY, amount: 45 };
    const again = decideTask(
      { ...visit, circumstances: ['hard-investigation'] },
      { ...context, head: caseHead({ extension }) },
    );
    expect(again).toMatchObject({ next: { circumstances: ['hard-investigation'] } });
    expect(again).not.toHaveProperty('next.extension');
  });

  it('records a ground that comes after the total has run out, without curing the delay', () => {
    const late = { ...context, today: civilDate('2026-06-01') };
    const verdict = decideTask({ ...visit, circumstances: ['hard-investigation'] }, late);
    expect(verdict).toMatchObject({ next: { circumstances: ['hard-investigation'] } });
    expect(verdict).not.toHaveProperty('next.extension');
  });
});

describe('the township opinion', () => {
  const confirm = { kind: 'township-opinion', outcome: 'confirm', reason: '符合' } as const;
  const context = decisionContext('township-opinion');

  it('leads to a public notice', () => {
    expect(decideTask(confirm, context)).toMatchObject({ outcome: 'confirm', next: { noticedTiers: ['dibao'] } });
  });

  it('cannot confirm where nothing is recommended', () => {
    expect(decideTask(confirm, { ...context, head: caseHead({ recommended: [] }) })).toMatchObject(
      refused('nothing-recommended'),
    );
  });

  it('posts no notice for 刚性支出, for a minor, or for 低保 once more after an objection', () => {
    const outcome = (more: Parameters<typeof caseHead>[0], isNeverPosted = false) =>
      decideTask(confirm, { ...context, isNeverPosted, head: caseHead(more) });
    expect(outcome({ recommended: ['rigid-expenditure'] })).toMatchObject({ outcome: 'confirm-without-notice' });
    expect(outcome({}, true)).toMatchObject({ outcome: 'confirm-without-notice' });
    expect(outcome({ objected: true, noticedTiers: ['dibao'] })).toMatchObject({ outcome: 'confirm-without-notice' });
  });

  it('posts 特困 again after an objection', () => {
    const head = caseHead({ recommended: ['destitute'], objected: true, noticedTiers: ['destitute'] });
    expect(decideTask(confirm, { ...context, head })).toMatchObject({ outcome: 'confirm' });
  });
});

describe('the confirmation', () => {
  const refuse = { kind: 'confirmation', outcome: 'refuse', reason: '不符合' } as const;
  const context = decisionContext('confirmation', {
    by: { ...reviewer, subject: 'county', roles: ['county-reviewer'] },
  });

  it('is not given by the one whose opinion it judges, not even as a return', () => {
    const head = caseHead({ opinion: { outcome: 'confirm', by: 'county' } });
    expect(decideTask(refuse, { ...context, head })).toMatchObject(refused('self-approval'));
    expect(decideTask({ ...refuse, outcome: 'return' }, { ...context, head })).toMatchObject(refused('self-approval'));
  });

  it.each([{ nearRelative: true }, { complaint: true }])('needs a visit when %o', (more) => {
    const head = caseHead(more);
    expect(decideTask(refuse, { ...context, head })).toMatchObject(refused('visit-needed'));
    const visited = { ...refuse, visit: { visitedOn: MONDAY, visitors: ['c'] } };
    expect(decideTask(visited, { ...context, head })).toMatchObject({ kind: 'decided', outcome: 'refuse' });
    // A file that is returned is visited when it comes back.
    expect(decideTask({ ...refuse, outcome: 'return' }, { ...context, head })).toMatchObject({ outcome: 'return' });
  });

  it('is not visited by a declared near relative', () => {
    const head = caseHead({ nearRelative: true, recused: ['aunt'] });
    const visited = { ...refuse, visit: { visitedOn: MONDAY, visitors: ['c', 'aunt'] } };
    expect(decideTask(visited, { ...context, head })).toMatchObject(refused('recused'));
  });

  describe('of two members by routes of their own', () => {
    const confirm = { ...refuse, outcome: 'confirm' } as const;
    const member = (number: number): MemberFacts => ({
      ...fit(number),
      incomes: [],
      employed: false,
      disability: { kind: 'hearing', grade: 1 },
    });
    const facts = urban(fit(1, { incomes: wage(3500) }), member(2), member(3));
    const classification = classify(facts, context.rules, context.today);
    const recommended: readonly Tier[] = ['dibao', 'dibao-marginal'];

    it('follows the proposal, though both routes lead to one tier', () => {
      expect(classification.recommended.map(({ tier }) => tier)).toEqual(['dibao', 'dibao', 'dibao-marginal']);
      const head = caseHead({ recommended, opinion: { outcome: 'confirm', by: 'reviewer' } });
      expect(decideTask(confirm, { ...context, classification, head })).toMatchObject({ outcome: 'confirm' });
    });

    it('waits for a notice where the township proposed to refuse, and is free where none is posted', () => {
      const head = caseHead({ recommended, opinion: { outcome: 'refuse', by: 'reviewer' } });
      expect(decideTask(confirm, { ...context, classification, head })).toMatchObject(refused('notice-needed'));
      const ofMinor = { ...context, classification, head, isNeverPosted: true };
      expect(decideTask(confirm, ofMinor)).toMatchObject({ outcome: 'confirm' });
    });
  });

  it('goes on to the next tier with the refused one left out, and keeps the members’ own routes into 低保', () => {
    const next = { ...refuse, outcome: 'next-tier' } as const;
    expect(decideTask(next, context)).toMatchObject({ next: { exceptTiers: ['dibao'], exceptRoutes: [] } });
    const single = caseHead({ recommendedRoute: 'reference-single' });
    const verdict = decideTask(next, { ...context, head: single });
    expect(verdict).toMatchObject({ next: { exceptRoutes: ['reference-single'] } });
    expect(verdict).not.toHaveProperty('next.exceptTiers');
    expect(decideTask(next, { ...context, head: caseHead({ recommended: [] }) })).toMatchObject(
      refused('no-next-tier'),
    );
  });
});

describe('anybody’s decision', () => {
  it('is refused to a declared near relative', () => {
    const context = decisionContext('township-opinion', { head: caseHead({ recused: ['reviewer'] }) });
    const opinion = { kind: 'township-opinion', outcome: 'refuse', reason: '不符合' } as const;
    expect(decideTask(opinion, context)).toMatchObject(refused('recused'));
  });
});
