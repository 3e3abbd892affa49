import * as z from 'zod';
import type { LetterText } from '../../../policy/schema.ts';
import { limitOf } from '../../domain/casework/legal-limit.ts';
import { dueDate } from '../../domain/clock/due-date.ts';
import type { ReferralHead } from '../../domain/referral/head.ts';
import { currentAssignment } from '../../domain/referral/part.ts';
import type { Part } from '../../domain/referral/part.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import { formatYuan } from '../../domain/values/fen.ts';
import { familyOf } from '../family-of.ts';
import type { House } from '../house.ts';
import type { LetterPage } from '../read-letter.ts';

/** 转办告知书: which department has what, until when it signs for it, and when at the latest its answer is there. */
export async function startLetter(house: House, head: ReferralHead, on: CivilDate): Promise<LetterPage> {
  const text = house.policy.letter('referral-start');
  const clock = { rules: house.policy.rules(on, head.area), calendar: house.policy.calendar };
  const counted = (step: string, from: CivilDate) => {
    const limit = limitOf(clock.rules, 'any', step);
    return limit === undefined ? undefined : dueDate({ limit, from, calendar: clock.calendar });
  };
  const signed = counted('referral-acceptance', on);
  const answered = signed === undefined ? undefined : counted('referral-result', signed.due);
  const isProvisional = signed?.provisional === true || answered?.provisional === true;
  const items = head.parts.map((part) => ({
    text: `${subjectOf(house, part)}:${unitOf(house, part)},最迟于${signed?.due ?? ''}签收,于${answered?.due ?? ''}反馈办理结果`,
    source: sourceOf(house, part),
  }));
  const page = await pageOf(house, head, text, on, items);
  return isProvisional && text.provisional !== undefined ? { ...page, after: [...page.after, text.provisional] } : page;
}

const results: Readonly<Record<NonNullable<Part['result']>, string>> = {
  granted: '已给予救助',
  'not-eligible': '认定不符合条件',
  dismissed: '经裁决,没有主管部门',
};

/** What a person wrote to close a task, as far as the family is told of it. */
const reasoned = z.object({ reason: z.string(), fen: z.int().exactOptional() });

/** 转办结果告知书: each department's answer with its ground. */
export async function resultLetter(house: House, head: ReferralHead, on: CivilDate): Promise<LetterPage> {
  const items = await Promise.all(
    head.parts.map(async (part) => {
      const said = part.result === undefined ? undefined : await lastWord(house, head, part);
      const sum = said?.fen === undefined ? '' : `,金额${formatYuan(said.fen)}`;
      const outcome = part.result === undefined ? '已撤回' : results[part.result];
      const ground = said === undefined ? '' : `。${said.reason}`;
      return {
        text: `${subjectOf(house, part)}:${unitOf(house, part)}${outcome}${sum}${ground}`,
        source: sourceOf(house, part),
      };
    }),
  );
  return pageOf(house, head, house.policy.letter('referral-result'), on, items);
}

/** What was written where the part was answered or dismissed. */
async function lastWord(house: House, head: ReferralHead, part: Part) {
  const kind = part.result === 'dismissed' ? 'referral-arbitration' : 'referral-handling';
  const name = `decision.${head.caseId}.${kind}.${part.id}.${part.round}`;
  return reasoned.safeParse(await house.cases.sealed(head, name)).data;
}

async function pageOf(
  house: House,
  head: ReferralHead,
  { title, before, after }: LetterText,
  on: CivilDate,
  items: LetterPage['items'],
): Promise<LetterPage> {
  const { policy } = house;
  const window = policy.unitName(policy.townshipUnit(head.area)) ?? head.area;
  const lead = head.parts.find((part) => part.lead);
  const values: Readonly<Record<string, string>> = {
    receipt: head.caseId,
    registeredOn: head.registeredOn,
    lead: lead === undefined ? '' : unitOf(house, lead),
    window,
  };
  const fill = (text: string) => text.replaceAll(/\{([^{}]*)\}/g, (whole, name: string) => values[name] ?? whole);
  const { members } = await familyOf(house.cases, head);
  return {
    title,
    receipt: head.caseId,
    to: members[0]?.name ?? '',
    before: before.map(fill),
    items,
    after: after.map(fill),
    authority: window,
    on,
  };
}

const unitOf = ({ policy }: House, part: Part): string => {
  const { unit } = currentAssignment(part);
  return policy.unitName(unit) ?? unit;
};

/** What people call the part: the item where one is asked for, else the need. */
export function subjectOf(
  { policy }: Pick<House, 'policy'>,
  { need, entitlement }: Pick<Part, 'need' | 'entitlement'>,
) {
  const { needs, items } = policy.entitlements;
  return (
    items.find(({ id }) => id === entitlement)?.title ?? `${needs.find(({ id }) => id === need)?.title ?? need}救助`
  );
}

function sourceOf({ policy }: House, { need, entitlement }: Part): string {
  const { needs, items } = policy.entitlements;
  const source = (items.find(({ id }) => id === entitlement) ?? needs.find(({ id }) => id === need))?.source;
  return source === undefined ? '' : `${policy.titles[source.code] ?? source.code}${source.article ?? ''}`;
}
