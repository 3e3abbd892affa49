import type { KeptAlertRow } from '../../contracts/alerts.ts';
import type { Indicator } from '../../../policy/indicators/schema.ts';
import type { Hit } from '../../domain/monitoring/hit.ts';
import { periodOf } from '../../domain/monitoring/period.ts';
import { countyOf } from '../../domain/values/area-code.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';

/** A hit as an alert's row, but for the person and the sentence. */
export type HitRow = Omit<KeptAlertRow, 'person' | 'detail'>;

/**
 * The same person, indicator and period give the same row, however often and from whichever run: this is what makes a run
 * repeatable. The match key stands in it without its version's colon; nothing can be learnt from it without the house's key.
 */
export function hitRow(hit: Hit, indicator: Indicator, asOf: CivilDate): HitRow {
  const { facts, area, occurredOn, isProposed } = hit;
  return {
    row: `${indicator.id}.${periodOf(indicator.period, asOf)}.${hit.person.replace(':', '.')}`,
    kind: indicator.alertKind,
    level: indicator.level,
    area: indicator.verifier === 'county' ? (countyOf(area) ?? area) : area,
    ...(occurredOn === undefined ? {} : { occurredOn }),
    found: { indicator: indicator.id, facts: { ...facts }, ...(isProposed === true ? { isProposed } : {}) },
  };
}
