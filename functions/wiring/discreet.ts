import { bareError } from './bare-error.ts';

/**
 * A handler whose failures say no more than they may. What a handler throws is written into the log by Lambda itself, with every field
 * of the error; the name stays as it is, for a procedure knows it by that.
 */
export function discreet<Given extends readonly unknown[], Answer>(
  handler: (...given: Given) => Promise<Answer>,
): (...given: Given) => Promise<Answer> {
  return async (...given) => {
    try {
      return await handler(...given);
    } catch (error) {
      const { name, message, stack } = bareError(error);
      throw Object.assign(new Error(message), { name, stack: `${name}: ${message}\n${stack}` });
    }
  };
}
