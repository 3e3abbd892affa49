import * as z from 'zod';
import type { TaskDecision } from '../domain/casework/decision.ts';
import { adjudicationDecisions } from './decisions/adjudication.ts';
import { alertDecisions } from './decisions/alert.ts';
import { applicationDecisions } from './decisions/application.ts';
import { deliberationDecisions } from './decisions/deliberation.ts';
import { reliefDecisions } from './decisions/emergency-relief.ts';
import { referralDecisions } from './decisions/referral.ts';
import { terminationDecisions } from './decisions/termination.ts';
import { visitDecisions } from './decisions/visit.ts';

/** What closes a task, by kind of task. */
export const taskDecisionSchema = z
  .discriminatedUnion('kind', [
    ...applicationDecisions,
    ...referralDecisions,
    ...deliberationDecisions,
    ...terminationDecisions,
    ...reliefDecisions,
    ...alertDecisions,
    ...visitDecisions,
    ...adjudicationDecisions,
  ])
  .meta({ id: 'TaskDecision' }) satisfies z.ZodType<TaskDecision>;
