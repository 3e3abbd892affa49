import { Logger } from '@aws-lambda-powertools/logger';
import { AllowListFormatter } from './allow-list.ts';
import { bareError } from './bare-error.ts';

/** Told of every failure of ours. `what` is made of ids and route names only. */
export type ReportFailure = (what: string, error: unknown) => void;

/**
 * One JSON line a failure: what it was about, the error's name, message and place; never an event, a body or a token. Every line that
 * the house writes in the cloud goes through here and its list of what may be said.
 */
export function openFailureLog(group: string): ReportFailure {
  const logger = new Logger({
    serviceName: `yimen-${group}`,
    logLevel: 'ERROR',
    logFormatter: new AllowListFormatter(),
  });
  return (what, error) => {
    const { name, message, stack } = bareError(error);
    logger.error(what, { failure: name, reason: message, at: stack.split('\n', 1)[0]?.trim() ?? '' });
  };
}
