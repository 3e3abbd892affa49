/** Retry and Catch of Task, Parallel and Map. */
import * as jsonata from './jsonata-flow.ts';
import { jsonPathCatch } from './jsonpath-flow.ts';
import type { CatchRule, Handled, QueryLanguage, RetryRule } from './machine.ts';
import type { Reader } from './reader.ts';

const RETRY_FIELDS = new Set([
  'ErrorEquals',
  'IntervalSeconds',
  'MaxAttempts',
  'BackoffRate',
  'MaxDelaySeconds',
  'JitterStrategy',
  'Comment',
]);
const CATCH_FIELDS: Readonly<Record<QueryLanguage, ReadonlySet<string>>> = {
  JSONata: new Set(['ErrorEquals', 'Next', 'Output', 'Assign', 'Comment']),
  JSONPath: new Set(['ErrorEquals', 'Next', 'ResultPath', 'Assign', 'Comment']),
};
const MAX_DELAY_LIMIT = 31_622_400;

export function handlers(
  reader: Reader,
  language: QueryLanguage,
  target: (reader: Reader, name: string) => string,
): Handled {
  const retriers = reader.objects('Retry') ?? [];
  const catchers = reader.objects('Catch') ?? [];
  retriers.forEach((retrier, i) => retryChecks(retrier, i === retriers.length - 1));
  catchers.forEach((catcher, i) => {
    catcher.allowOnly(CATCH_FIELDS[language]);
    catcher.required('ErrorEquals', 'Next');
    errorNames(catcher, i === catchers.length - 1);
  });
  return { retry: retriers.map(retryRule), catch: catchers.map((catcher) => catchRule(catcher, language, target)) };
}

function retryChecks(retrier: Reader, last: boolean): void {
  retrier.allowOnly(RETRY_FIELDS);
  retrier.required('ErrorEquals');
  errorNames(retrier, last);
  const jitter = retrier.string('JitterStrategy');
  if (jitter !== undefined && jitter !== 'FULL' && jitter !== 'NONE') {
    retrier.report.schema(`Value is not one of the allowed values: [FULL, NONE]`, retrier.at('JitterStrategy'));
  }
}

/** States.ALL and States.TaskFailed cover whatever comes after them: AWS wants States.ALL alone and last. */
function errorNames(reader: Reader, last: boolean): void {
  const names = reader.strings('ErrorEquals');
  if (names === undefined) return;
  if (names.length === 0) reader.report.schema('Array must not be empty', reader.at('ErrorEquals'));
  if (names.includes('States.ALL') && names.length > 1)
    reader.report.schema('States.ALL must appear alone', reader.at('ErrorEquals'));
  if (names.includes('States.ALL') && !last)
    reader.report.schema('States.ALL must appear at the end of the list', reader.at('ErrorEquals'));
}

function retryRule(reader: Reader): RetryRule {
  const maxDelaySeconds = reader.number('MaxDelaySeconds', 1);
  if (maxDelaySeconds !== undefined && maxDelaySeconds >= MAX_DELAY_LIMIT) {
    reader.report.schema(`Value is not less than the maximum of ${MAX_DELAY_LIMIT}`, reader.at('MaxDelaySeconds'));
  }
  return {
    errors: reader.strings('ErrorEquals') ?? [],
    intervalSeconds: reader.number('IntervalSeconds', 1) ?? 1,
    maxAttempts: reader.number('MaxAttempts', 0) ?? 3,
    backoffRate: reader.number('BackoffRate', 1) ?? 2,
    ...(maxDelaySeconds === undefined ? {} : { maxDelaySeconds }),
    fullJitter: reader.string('JitterStrategy') === 'FULL',
  };
}

function catchRule(
  reader: Reader,
  language: QueryLanguage,
  target: (reader: Reader, name: string) => string,
): CatchRule {
  return {
    errors: reader.strings('ErrorEquals') ?? [],
    next: target(reader, 'Next'),
    finish:
      language === 'JSONata'
        ? jsonata.finish(reader, ({ states }) => states.errorOutput ?? null)
        : jsonPathCatch(reader),
  };
}
