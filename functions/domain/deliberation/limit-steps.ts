import type { LimitSteps } from '../casework/legal-limit.ts';
import type { DeliberationHead } from './head.ts';

const finish: Readonly<Record<string, string>> = {
  ballot: 'motion-meeting',
  'chair-ruling': 'motion-resolution',
  'motion-renewal': 'motion-resolution',
  'motion-resolution': 'motion-resolution',
  'motion-execution': 'motion-execution',
  'motion-follow-up': 'motion-follow-up',
};

/** 10 working days to meet from the day the papers were complete, 5 to carry out; the other steps have demo limits. */
export function deliberationLimitSteps(kind: string, head: DeliberationHead): LimitSteps | undefined {
  if (kind === 'motion-dossier') {
    return {
      tier: 'any',
      finish: 'motion-dossier',
      ...(head.acceptedOn === undefined ? {} : { from: head.acceptedOn }),
    };
  }
  const step = finish[kind];
  return step === undefined ? undefined : { tier: 'any', finish: step };
}
