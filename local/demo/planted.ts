import type { RunView } from '../../functions/contracts/discovery.ts';
import { indicatorIds } from '../population/indicator-ids.ts';
import type { Truth } from '../population/truth.ts';
import type { AlertView } from './discovery-desk.ts';

/** What the town should make of an invented city; `late` is the feed that did not come, and the indicator that waits for it. */
export interface Planted {
  readonly rejected: number;
  readonly damaged: number;
  /** Sure hits and those that rest on damaged rows, by indicator. */
  readonly hits: readonly (readonly [indicator: string, exact: number, proposed: number])[];
  /** All of them together: so many alerts. */
  readonly alerts: number;
}

export function plantedIn(truth: Truth, late: { readonly feed: string; readonly indicator: string }): Planted {
  const came = (rows: readonly { readonly feed: string }[]) => rows.filter(({ feed }) => feed !== late.feed).length;
  const hits = indicatorIds.map((id) =>
    id === late.indicator
      ? ([id, 0, 0] as const)
      : ([id, truth.planted[id].length, truth.proposed[id].length] as const),
  );
  return {
    rejected: came(truth.rejected) + came(truth.repeated.filter(({ isSame }) => !isSame)),
    damaged: came(truth.damaged),
    hits,
    alerts: hits.reduce((sum, [, exact, proposed]) => sum + exact + proposed, 0),
  };
}

/** The same of a run, whose `hits` have the proposed ones among them. */
export const hitsOf = ({ indicators }: RunView): Planted['hits'] =>
  indicatorIds.map((id) => {
    const { hits = 0, proposed = 0 } = indicators.find(({ indicator }) => indicator === id) ?? {};
    return [id, hits - proposed, proposed];
  });

export function isPlanted(truth: Truth, { indicator, isProposed, person }: AlertView): boolean {
  const cases = isProposed ? truth.proposed : truth.planted;
  return indicatorIds.some((id) => id === indicator && cases[id].some(({ idNumber }) => idNumber === person.idNumber));
}
