import * as z from 'zod';
import { nearRelativesSchema, papersSchema, submitApplicationSchema } from '../../contracts/applications.ts';
import { nextTierFiledSchema } from '../../contracts/task-events.ts';
import type { CaseStepEvent, NextTierFiled } from '../../contracts/task-events.ts';
import type { SubmitApplication } from '../../contracts/applications.ts';
import type { CaseHead } from '../../domain/casework/head.ts';
import { taskIdOf } from '../../domain/casework/task.ts';
import type { TerminationHead } from '../../domain/termination/head.ts';
import { factsWithout } from '../../domain/termination/remaining.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import { taskId } from '../../domain/values/ids.ts';
import type { CaseId } from '../../domain/values/ids.ts';
import { locksOf } from '../decide/termination.ts';
import { familyOf } from '../family-of.ts';
import type { House } from '../house.ts';
import { knownFacts } from '../termination/aid-record.ts';
import { newApplication } from '../new-application.ts';
import { TURNS } from '../once.ts';
import { contention } from './current-head.ts';
import { currentTermination } from './current-termination.ts';

const ACTOR = 'system:file-next-tier';

const storedIntake = z.looseObject({ papers: papersSchema, nearRelatives: nearRelativesSchema });

/**
 * 转入下一类别: the application that the family wished, with every fact and paper that is there already; only its signature is new.
 * Where the family has filed another one meanwhile, that one counts.
 */
export async function fileNextTier(house: House, event: CaseStepEvent): Promise<NextTierFiled> {
  const { cases } = house;
  const id = `file-next-tier-${event.round}`;
  let filedAlready: CaseId | undefined;
  for (let turn = 0; turn < TURNS; turn += 1) {
    const head = await currentTermination(cases, event.caseId, event.gen);
    const before = await cases.step(event.caseId, id);
    if (before !== undefined) return nextTierFiledSchema.parse(before);
    if (head.closedOn !== undefined) return { kind: 'cancelled' };
    const offer = await cases.task(taskId(taskIdOf(head, 'next-tier-offer', event.round)));
    const by = offer?.closedBy;
    if (by === undefined || offer?.outcome !== 'wished') throw new Error(`nobody wished anything in ${head.caseId}`);
    const filed =
      filedAlready === undefined ? await newApplication(house, await submissionOf(house, head), by) : undefined;
    const filedId = filed?.opened.head.caseId ?? filedAlready;
    const now = house.time.now();
    const committed = await cases.commit({
      head,
      next: { stage: 'FileNextTier', closedOn: civilDateOf(now), ...(filedId === undefined ? {} : { filed: filedId }) },
      events: [
        {
          type: 'next-tier-filed',
          at: now,
          actor: ACTOR,
          data: { caseId: filedId ?? null, ...(filed === undefined ? { already: true } : {}) },
        },
      ],
      opens: filed === undefined ? [] : [filed.opened],
      releaseLocks: locksOf(head),
      step: { id, result: { kind: 'filed' } },
    });
    if (committed.kind === 'committed') return { kind: 'filed' };
    if (committed.kind === 'locked') filedAlready = committed.caseId;
  }
  throw contention(event.caseId);
}

async function submissionOf({ cases }: House, head: TerminationHead): Promise<SubmitApplication> {
  const granted = await cases.head(head.aid.caseId);
  if (granted === undefined || head.nextTier === undefined) throw new Error(`${head.caseId} proposes no next tier`);
  const facts = factsWithout(await knownFacts(cases, head), head.check?.deceased ?? []);
  const family = await familyOf(cases, granted);
  const here = (memberId: string) => facts?.members.some((member) => member.memberId === memberId) === true;
  const applicant = facts?.members.find(({ relation }) => relation === 'applicant')?.memberId;
  const { papers, nearRelatives } = await intakeOf(cases, granted);
  return submitApplicationSchema.parse({
    area: head.area,
    requestedTier: head.nextTier.tier,
    family: { ...family, members: family.members.filter(({ memberId }) => here(memberId)) },
    facts,
    papers: { ...papers, application: true, checkAuthorisations: papers.checkAuthorisations.filter(here) },
    // A relative of somebody who is gone stays a relative of the family.
    nearRelatives: {
      ...nearRelatives,
      relatives: nearRelatives.relatives.map((relative) =>
        here(relative.memberId) ? relative : { ...relative, memberId: applicant },
      ),
    },
  });
}

const intakeOf = async (cases: House['cases'], granted: CaseHead) =>
  storedIntake.parse(await cases.sealed(granted, 'intake'));
