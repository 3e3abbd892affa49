import * as z from 'zod';
import type { LetterText } from '../../policy/schema.ts';
import type { ApplicationLetterId } from '../contracts/letters.ts';
import { householdFactsSchema } from '../contracts/facts.ts';
import { totalLimit } from '../domain/casework/limits.ts';
import type { ApplicationHead } from '../domain/application/head.ts';
import { tierTitles } from '../domain/classification/tier.ts';
import { familyOf } from './family-of.ts';
import type { House } from './house.ts';
import type { Declined } from './outcome.ts';
import { clockOf, readRefusalLetter } from './read-application.ts';
import { visibleHeadOf } from './visible-head.ts';
import type { ReadCaseInput } from './visible-head.ts';
import { storedIntakeLacks } from './stored-intake.ts';

/** A letter as it is printed; plain texts, which the page escapes. */
export interface LetterPage {
  readonly title: string;
  readonly receipt: string;
  readonly to: string;
  readonly before: readonly string[];
  readonly items: readonly { readonly text: string; readonly source: string }[];
  readonly after: readonly string[];
  readonly authority: string;
  readonly on: string;
}

type Page = { readonly kind: 'page'; readonly page: LetterPage };

/** Hidden where the case has come to no such letter. */
export async function readLetter(
  house: House,
  { letter, ...input }: ReadCaseInput & { readonly letter: ApplicationLetterId },
): Promise<Page | Declined> {
  const found = await visibleHeadOf(house, 'application', 'application.read', input);
  if (found.kind !== 'visible') return found;
  switch (letter) {
    case 'acceptance':
      return acceptance(house, found.head);
    case 'documents':
      return documents(house, found.head);
    case 'refusal':
      return refusal(house, found.head, input);
  }
}

const hidden: Declined = { kind: 'hidden' };

/** 受理通知书 */
async function acceptance(house: House, head: ApplicationHead): Promise<Page | Declined> {
  const { acceptedOn } = head;
  if (acceptedOn === undefined) return hidden;
  const text = house.policy.letter('acceptance');
  const due = totalLimit(head, clockOf(house, head))?.due;
  const values = { ...common(house, head), acceptedOn, dueOn: due?.due ?? '' };
  const isProvisional = due?.provisional === true && text.provisional !== undefined;
  return {
    kind: 'page',
    page: {
      ...framed(text, values, head),
      ...(isProvisional ? { before: [...text.before, text.provisional ?? ''].map((one) => filled(one, values)) } : {}),
      to: (await membersOf(house, head)).applicant,
      items: [],
      authority: values.window,
      on: acceptedOn,
    },
  };
}

/** 一次性告知书: everything that is missing, told once, each with what asks for it. */
async function documents(house: House, head: ApplicationHead): Promise<Page | Declined> {
  const lacks = await storedIntakeLacks(house.cases, head);
  if (lacks.length === 0) return hidden;
  const values = common(house, head);
  const { applicant, names } = await membersOf(house, head);
  return {
    kind: 'page',
    page: {
      ...framed(house.policy.letter('documents'), values, head),
      to: applicant,
      items: lacks.map(({ text, source }) => ({
        text: text.replaceAll(/家庭成员(m[1-9]\d?)/g, (whole, id: string) => names.get(id) ?? whole),
        source,
      })),
      authority: values.window,
      on: head.registeredOn,
    },
  };
}

const decided = z.object({ title: z.string(), to: z.string(), on: z.string(), paragraphs: z.array(z.string()) });

/** 不予确认决定书, word for word as it was decided: the ground for each tier, the remedy and its period, who decided and when. */
async function refusal(house: House, head: ApplicationHead, input: ReadCaseInput): Promise<Page | Declined> {
  const stored = await readRefusalLetter(house, input);
  if (stored.kind !== 'letter') return stored;
  const { deliverBy, ...letter } = stored.view;
  const { title, to, on, paragraphs } = decided.parse(letter);
  const text = house.policy.letter('refusal');
  const signature = paragraphs.at(-1) ?? '';
  const after = deliverBy === null ? [] : framed(text, { ...common(house, head), deliverBy }, head).after;
  return {
    kind: 'page',
    page: {
      title,
      receipt: head.caseId,
      to,
      before: paragraphs.slice(0, -1),
      items: [],
      after,
      authority: signature.endsWith(on) ? signature.slice(0, -on.length).trim() : signature,
      on,
    },
  };
}

function common({ policy }: House, head: ApplicationHead) {
  return {
    receipt: head.caseId,
    tier: tierTitles[head.requestedTier],
    registeredOn: head.registeredOn,
    window: policy.unitName(policy.townshipUnit(head.area)) ?? head.area,
  };
}

function framed({ title, before, after }: LetterText, values: Readonly<Record<string, string>>, head: ApplicationHead) {
  const fill = (text: string) => filled(text, values);
  return { title: fill(title), receipt: head.caseId, before: before.map(fill), after: after.map(fill) };
}

const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{([^{}]*)\}/g, (whole, name: string) => values[name] ?? whole);

async function membersOf(house: House, head: ApplicationHead) {
  const [family, facts] = await Promise.all([familyOf(house.cases, head), house.cases.facts(head)]);
  const names = new Map<string, string>(family.members.map(({ memberId, name }) => [memberId, name]));
  const { members } = householdFactsSchema.parse(facts);
  const applicant = members.find(({ relation }) => relation === 'applicant')?.memberId ?? '';
  return { applicant: names.get(applicant) ?? '', names };
}
