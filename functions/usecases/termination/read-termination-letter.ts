import { terminationLetterViewSchema } from '../../contracts/terminations.ts';
import type { TerminationLetterView } from '../../contracts/terminations.ts';
import type { House } from '../house.ts';
import type { LetterPage } from '../read-letter.ts';
import type { Declined } from '../outcome.ts';
import type { ReadCaseInput } from '../visible-head.ts';
import { visibleTermination } from './visible-termination.ts';

/** 决定书, word for word as it was decided; hidden where nothing was. */
export async function readTerminationLetter(
  house: House,
  input: ReadCaseInput,
): Promise<{ readonly kind: 'letter'; readonly view: TerminationLetterView } | Declined> {
  const found = await visibleTermination(house, input);
  if (found.kind !== 'visible') return found;
  const stored = await house.cases.sealed(found.head, 'decision-letter');
  return stored === undefined
    ? { kind: 'hidden' }
    : { kind: 'letter', view: terminationLetterViewSchema.parse(stored) };
}

/** As it is printed; authority and day, which end the letter, stand below. */
export function pageOf(receipt: string, { title, to, on, paragraphs }: TerminationLetterView): LetterPage {
  const signature = paragraphs.at(-1) ?? '';
  return {
    title,
    receipt,
    to,
    before: paragraphs.slice(0, -1),
    items: [],
    after: [],
    authority: signature.endsWith(on) ? signature.slice(0, -on.length).trim() : signature,
    on,
  };
}
