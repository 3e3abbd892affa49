import type { PolicyPack } from './schema.ts';

export type PackStatus =
  | { readonly kind: 'not-yet'; readonly from: string }
  | {
      readonly kind: 'in-force';
      readonly daysLeft: number;
      readonly warning?: { readonly threshold: number; readonly text: string };
    }
  | { readonly kind: 'expired'; readonly until: string };

/** How long the pack still holds on `on`; a warning carries the smallest threshold already reached (180, 90, 30 days). */
export function packStatus(pack: Pick<PolicyPack, 'pack'>, on: string): PackStatus {
  const { from, until, expiryWarningDays, number } = pack.pack;
  if (on < from) return { kind: 'not-yet', from };
  if (on > until) return { kind: 'expired', until };
  const daysLeft = Math.round((Date.parse(until) - Date.parse(on)) / 86_400_000);
  const threshold = expiryWarningDays.filter((days) => daysLeft <= days).toSorted((a, b) => a - b)[0];
  if (threshold === undefined) return { kind: 'in-force', daysLeft };
  const text = `${number}将于${until}到期,还有${daysLeft}天;到期前请载入后续规定,否则不能据此作出决定`;
  return { kind: 'in-force', daysLeft, warning: { threshold, text } };
}
