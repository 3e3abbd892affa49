import type { Delivery } from '../../domain/household/deliveries.ts';
import type { AidCode, HeldAid } from '../../domain/household/held-aid.ts';
import type { IncompatibleFinding } from '../../domain/household/incompatible.ts';
import type { House } from '../house.ts';
import type { Standing } from './standing.ts';

/** How aid and findings are told to people. */

const schemes: Readonly<Record<string, string>> = {
  orphan: '孤儿基本生活费',
  'orphan-full': '孤儿基本生活费(全额)',
  'de-facto-unattended': '事实无人抚养儿童基本生活补贴',
  'de-facto-unattended-full': '事实无人抚养儿童基本生活补贴(全额)',
};

export function aidTitle({ policy }: House, aid: AidCode): string {
  const code = aid.slice(aid.indexOf(':') + 1);
  const titles = {
    tier: policy.titles[`tier.${code}`],
    item: policy.entitlements.items.find(({ id }) => id === code)?.title,
    scheme: schemes[code],
  };
  return titles[aid.startsWith('tier:') ? 'tier' : aid.startsWith('item:') ? 'item' : 'scheme'] ?? code;
}

export function deliveryReason({ freshness }: Standing, { state, since, origin }: Delivery): string {
  switch (state) {
    case 'received':
      return origin?.kind === 'feed' ? `部门数据显示${since}起享受` : `部门于${since}反馈已办理`;
    case 'under-way':
      return `${since}已转办,正在办理`;
    case 'refused':
      return `部门于${since}反馈不符合条件`;
    case 'missing': {
      const on = freshness.find(({ feed }) => feed === 'aid-granted')?.on ?? null;
      return missingReason(since, on === null ? undefined : `截至${on}的`);
    }
  }
}

/** `told`: which data of departments were looked at; undefined where none have come. */
export const missingReason = (since: string, told: string | undefined): string =>
  told === undefined
    ? `${since}起应当享受,没有办理记录(部门发放数据尚未接入)`
    : `${since}起应当享受,${told}部门数据和转办结果中均无记录`;

/** `undated`: without the day of the feed, which moves from month to month. */
export function overlapReason(
  house: House,
  { rule, aids: [a, b], from }: IncompatibleFinding,
  how: 'dated' | 'undated' = 'dated',
): string {
  const listed = house.policy.incompatibleAid.find(({ id }) => id === rule);
  const basis = listed === undefined ? '东民[2024]17号 一(二)' : (house.policy.titles[listed.source.code] ?? '');
  return `${from}起同时享受${aidTitle(house, a.aid)}(${sourceOf(a, how)})和${aidTitle(house, b.aid)}(${sourceOf(b, how)}),不能并享(${basis})`;
}

const sourceOf = ({ origin }: HeldAid, how: 'dated' | 'undated'): string =>
  origin.kind === 'feed' ? `${how === 'dated' ? `截至${origin.on}的` : ''}部门数据` : `受理编号${origin.caseId}`;
