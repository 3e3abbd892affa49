import { messageVariables } from '../../../policy/vocabulary.ts';
import type { MessageVariable } from '../../../policy/vocabulary.ts';
import type { MessageTemplate } from '../../../policy/schema.ts';

export type MessageValues = Readonly<Partial<Record<MessageVariable, string | number>>>;

/** What stands where nothing is known: a message with a gap is better than one that is never sent. */
const UNKNOWN = '(未载明)';

/** Fills a template. A value may bring no braces of its own to life, and no line end into the title. */
export function rendered(
  { title, body }: Pick<MessageTemplate, 'title' | 'body'>,
  values: MessageValues,
): { readonly title: string; readonly body: string } {
  const texts = new Map(Object.entries(values).map(([name, value]) => [name, String(value)]));
  const fill = (text: string): string =>
    text.replaceAll(/\{([^{}]*)\}/g, (whole, name: string) =>
      Object.hasOwn(messageVariables, name) ? (texts.get(name) ?? UNKNOWN) : whole,
    );
  return { title: oneLine(fill(title)), body: visible(fill(body)) };
}

const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
const visible = (text: string): string => text.replaceAll(/(?!\n)[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ');
