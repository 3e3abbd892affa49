import { Logger } from '@aws-lambda-powertools/logger';

/** Told of every failure of ours. `what` is made of ids and route names only. */
export type ReportFailure = (what: string, error: unknown) => void;

/**
 * One JSON line a failure: what it was about, the error's name, message and place; never an event, a body or a token.
 * A schema's message is left out, because it may quote what a person entered.
 */
export function openFailureLog(group: string): ReportFailure {
  const logger = new Logger({ serviceName: `yimen-${group}`, logLevel: 'ERROR' });
  return (what, error) => {
    const failure = error instanceof Error ? error : new Error(typeof error);
    logger.error(what, {
      failure: failure.name,
      reason: failure.name === 'ZodError' ? '' : failure.message,
      at:
        failure.stack
          ?.split('\n')
          .find((line) => line.trimStart().startsWith('at '))
          ?.trim() ?? '',
    });
  };
}
