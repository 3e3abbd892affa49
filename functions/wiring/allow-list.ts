import { LogFormatter, LogItem } from '@aws-lambda-powertools/logger';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';
import { withoutPersonalNumbers } from '../domain/values/personal-numbers.ts';

/** Everything that a line of the cloud's logs may say; `docs/runbooks/README.md` tells operators what each holds. */
const allowed: readonly string[] = ['failure', 'reason', 'at'];

/**
 * Lets through what is on the list, as text, and drops the rest: a line is safe because of what it is made of. That rows of digits are
 * struck out besides is a last net, for a number inside a text that may be told.
 */
export class AllowListFormatter extends LogFormatter {
  formatAttributes(attributes: UnformattedAttributes, more: LogAttributes): LogItem {
    const { logLevel, message, serviceName, timestamp } = attributes;
    const told = allowed.flatMap((key): [string, string][] => {
      const value = more[key];
      return typeof value === 'string' ? [[key, withoutPersonalNumbers(value)]] : [];
    });
    return new LogItem({
      attributes: {
        level: logLevel,
        message: withoutPersonalNumbers(message),
        service: serviceName,
        timestamp: this.formatTimestamp(timestamp),
        ...Object.fromEntries(told),
      },
    });
  }
}
