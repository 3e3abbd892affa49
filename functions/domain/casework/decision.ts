import type { AdjudicationDecision } from '../adjudication/decisions.ts';
import { adjudicationTaskKinds } from '../adjudication/vocabulary.ts';
import type { AlertDecision } from '../alert/decisions.ts';
import { alertTaskKinds } from '../alert/vocabulary.ts';
import type { ApplicationDecision } from '../application/decisions.ts';
import { applicationTaskKinds } from '../application/vocabulary.ts';
import type { DeliberationDecision } from '../deliberation/decisions.ts';
import { deliberationTaskKinds } from '../deliberation/vocabulary.ts';
import type { ReliefDecision } from '../emergency-relief/decisions.ts';
import { reliefTaskKinds } from '../emergency-relief/vocabulary.ts';
import type { ReferralDecision } from '../referral/decisions.ts';
import { referralTaskKinds } from '../referral/vocabulary.ts';
import type { TerminationDecision } from '../termination/decisions.ts';
import { terminationTaskKinds } from '../termination/vocabulary.ts';
import type { VisitDecision } from '../visit/decisions.ts';
import { visitTaskKinds } from '../visit/vocabulary.ts';
import type { Procedure } from './vocabulary.ts';

interface Decisions {
  readonly application: ApplicationDecision;
  readonly referral: ReferralDecision;
  readonly deliberation: DeliberationDecision;
  readonly termination: TerminationDecision;
  readonly 'emergency-relief': ReliefDecision;
  readonly alert: AlertDecision;
  readonly visit: VisitDecision;
  readonly adjudication: AdjudicationDecision;
}

/** What a person enters to close a task, of any procedure. */
export type TaskDecision = Decisions[Procedure];

const kinds: Readonly<Record<Procedure, readonly string[]>> = {
  application: applicationTaskKinds,
  referral: referralTaskKinds,
  deliberation: deliberationTaskKinds,
  termination: terminationTaskKinds,
  'emergency-relief': reliefTaskKinds,
  alert: alertTaskKinds,
  visit: visitTaskKinds,
  adjudication: adjudicationTaskKinds,
};

export const isDecisionOf = <P extends Procedure>(
  procedure: P,
  decision: TaskDecision,
): decision is Extract<TaskDecision, Decisions[P]> => kinds[procedure].includes(decision.kind);
