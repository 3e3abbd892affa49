import { describe, expect, it } from 'vitest';
import type { MemberFacts } from '../../../functions/domain/classification/facts.ts';
import { civilDate } from '../../../functions/domain/values/civil-date.ts';
import { decideTask } from '../../../functions/usecases/decide-task.ts';
import { caseHead, openTaskOf, reviewer } from '../../support/case-head.ts';
import { houseOfOne, request } from '../../support/house-of-one.ts';
import { member, urban, wage } from '../domain/classification/household.ts';

const head = caseHead({ stage: 'TownshipOpinion', recommended: ['destitute'] });
const held = openTaskOf('township-opinion', { holder: reviewer.subject });

/** A grandparent with a good income applies for a child whose parents are gone. */
const child: MemberFacts = member(2, { relation: 'other', birthDate: civilDate('2018-05-01'), employed: false });
const family = (birthDate: string) =>
  urban(member(1, { incomes: wage(9000) }), { ...child, birthDate: civilDate(birthDate) });

async function opinionOn(facts: ReturnType<typeof urban>) {
  const house = houseOfOne({
    head,
    facts: JSON.parse(JSON.stringify(facts)),
    cases: { task: () => Promise.resolve(held) },
  });
  return decideTask(house, {
    ...request(head),
    by: reviewer,
    taskId: held.taskId,
    version: held.version,
    decision: { kind: 'township-opinion', outcome: 'confirm', reason: '符合' },
  });
}

describe('the township’s opinion on a file', () => {
  it('waits for no notice where all who would be recognised are minors', async () => {
    expect(await opinionOn(family('2018-05-01'))).toMatchObject({ outcome: 'confirm-without-notice' });
  });

  it('has a notice posted where a grown-up would be recognised', async () => {
    expect(await opinionOn(family('1950-05-01'))).toMatchObject({ outcome: 'confirm' });
  });
});
