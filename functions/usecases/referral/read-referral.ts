import * as z from 'zod';
import type { ReferralLetterId } from '../../contracts/letters.ts';
import type { ReferralView } from '../../contracts/referrals.ts';
import type { TaskRecord } from '../../domain/casework/task.ts';
import type { Principal } from '../../domain/authority/principal.ts';
import { currentAssignment, isAssigned, isOpen, ownerOf } from '../../domain/referral/part.ts';
import type { Part } from '../../domain/referral/part.ts';
import type { ReferralHead } from '../../domain/referral/head.ts';
import { familyOf } from '../family-of.ts';
import type { House } from '../house.ts';
import type { Declined } from '../outcome.ts';
import type { LetterPage } from '../read-letter.ts';
import { visibleHeadOf } from '../visible-head.ts';
import type { ReadCaseInput } from '../visible-head.ts';
import { subjectOf } from './letters.ts';

const hidden: Declined = { kind: 'hidden' };

type Visible = { readonly kind: 'visible'; readonly head: ReferralHead } | Declined;

/** Township and county see the whole; a department sees a referral of which it has or had a part. */
async function visibleReferral(house: House, input: ReadCaseInput): Promise<Visible> {
  const found = await visibleHeadOf(house, 'referral', 'referral.read', input);
  if (found.kind !== 'visible') return found;
  return isInvolved(house, found.head, input.by) ? found : hidden;
}

export function isInvolved({ policy }: House, { area, parts }: ReferralHead, { unit }: Principal): boolean {
  const units = [policy.townshipUnit(area), ...parts.flatMap(({ assignments }) => assignments.map((one) => one.unit))];
  return units.some((one) => one === unit || policy.unitsAbove(one).includes(unit));
}

/** Township, county and city always; a department as long as a part lies with it. */
function needsFamily(house: House, head: ReferralHead, by: Principal): boolean {
  const isTheirs = head.parts.some((part) => isAssigned(part) && currentAssignment(part).unit === by.unit);
  return isTheirs || isAtWindow(house, head, by);
}

/** The township that took the need in, and civil affairs above it. */
function isAtWindow({ policy }: House, { area }: ReferralHead, { unit }: Principal): boolean {
  const window = policy.townshipUnit(area);
  return unit === window || policy.unitsAbove(window).includes(unit);
}

const storedRequest = z.object({ text: z.string() });

export async function readReferral(
  house: House,
  input: ReadCaseInput,
): Promise<{ readonly kind: 'referral'; readonly view: ReferralView } | Declined> {
  const found = await visibleReferral(house, input);
  if (found.kind !== 'visible') return found;
  const { head } = found;
  const [family, request, tasks] = await Promise.all([
    familyOf(house.cases, head),
    house.cases.sealed(head, 'request'),
    house.cases.tasks(head.caseId),
  ]);
  const isTheirs = needsFamily(house, head, input.by);
  return {
    kind: 'referral',
    view: {
      caseId: head.caseId,
      householdId: head.householdId,
      area: head.area,
      areaName: house.policy.areaName(head.area) ?? head.area,
      status: head.status,
      stage: head.stage,
      gen: head.gen,
      origin: { kind: head.origin.kind, caseId: head.origin.caseId ?? null },
      registeredOn: head.registeredOn,
      closedOn: head.closedOn ?? null,
      planned: head.planned.map((part) => ({ ...part })),
      parts: head.parts.map((part) => partView(house, head, part, tasks)),
      applicant: family.members[0]?.name ?? '',
      family: isTheirs ? { ...family, members: family.members.map((member) => ({ ...member })) } : null,
      request: isTheirs ? storedRequest.parse(request).text : null,
    },
  };
}

function partView(
  house: House,
  head: ReferralHead,
  part: Part,
  tasks: readonly TaskRecord[],
): ReferralView['parts'][number] {
  const { policy } = house;
  const nameOf = (unit: Parameters<typeof policy.unitName>[0]) => policy.unitName(unit) ?? unit;
  const owner = ownerOf(part, { township: policy.townshipUnit(head.area), county: policy.countyUnit(head.area) });
  const open = tasks.find((task) => task.part === part.id && task.status === 'OPEN' && isOpen(part));
  const { needs, items } = policy.entitlements;
  return {
    part: part.id,
    need: part.need,
    needTitle: needs.find(({ id }) => id === part.need)?.title ?? part.need,
    entitlement: part.entitlement ?? null,
    entitlementTitle: items.find(({ id }) => id === part.entitlement)?.title ?? null,
    subject: subjectOf(house, part),
    owner: owner ?? null,
    ownerName: owner === undefined ? null : nameOf(owner),
    mandatory: part.mandatory,
    lead: part.lead,
    state: part.state,
    returns: part.returns,
    result: part.result ?? null,
    endedOn: part.endedOn ?? null,
    dueOn: open?.finishLimit?.dueOn ?? null,
    provisional: open?.finishLimit?.provisional ?? false,
    isOverdue: open?.overdueAt !== undefined,
    assignments: part.assignments.map((one) => ({
      unit: one.unit,
      unitName: nameOf(one.unit),
      sentOn: one.sentOn,
      receivedOn: one.receivedOn ?? null,
      acceptedOn: one.acceptedOn ?? null,
      binding: one.binding === true,
      ended: one.ended?.how ?? null,
      endedOn: one.ended?.on ?? null,
    })),
  };
}

const storedPage = z.object({
  title: z.string(),
  receipt: z.string(),
  to: z.string(),
  before: z.array(z.string()),
  items: z.array(z.object({ text: z.string(), source: z.string() })),
  after: z.array(z.string()),
  authority: z.string(),
  on: z.string(),
}) satisfies z.ZodType<LetterPage>;

/**
 * Word for word as the family was told, for the window that hands it over: it tells of all departments, so none of them reads
 * it. Hidden where the referral has come to no such letter.
 */
export async function readReferralLetter(
  house: House,
  { letter, ...input }: ReadCaseInput & { readonly letter: ReferralLetterId },
): Promise<{ readonly kind: 'page'; readonly page: LetterPage } | Declined> {
  const found = await visibleReferral(house, input);
  if (found.kind !== 'visible') return found;
  const stored = isAtWindow(house, found.head, input.by)
    ? await house.cases.sealed(found.head, `letter.${letter}`)
    : undefined;
  return stored === undefined ? hidden : { kind: 'page', page: storedPage.parse(stored) };
}
