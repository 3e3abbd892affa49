import type { Figure, FigureMissing, RulesInForce } from './rules-in-force.ts';
import type { FigureSeries, LegalLimit, PolicyPack, Tier } from './schema.ts';
import { isInForce } from './spans.ts';

/**
 * The rules of `pack` on civil day `on` ('YYYY-MM-DD') in `area` (default: the whole city; a county's own figure goes before the
 * city's). Never throws: a figure that is missing and a pack or tier out of force say so, with the reason.
 */
export function rulesAt(pack: PolicyPack, on: string, area: string = pack.pack.area): RulesInForce {
  const { title, number, from, until } = pack.pack;
  const inForce = isInForce(pack.pack, on);
  return {
    packId: pack.pack.id,
    on,
    area,
    notice: inForce
      ? { kind: 'in-force' }
      : { kind: 'not-in-force', because: `《${title}》(${number})有效期为${from}至${until},${on}不在有效期内` },
    tiers: pack.tiers.filter((tier) => isInForce(tier, on)).toSorted((a, b) => a.order - b.order),
    tiersNotInForce: pack.tiers
      .filter((tier) => !isInForce(tier, on))
      .map((tier) => ({
        tier: tier.id,
        because: `${tier.title}的认定规定${on < tier.from ? `自${tier.from}起施行` : `已于${tier.until ?? ''}失效`}`,
      })),
    figures: Object.fromEntries(pack.figures.map((series) => [series.id, figureAt(series, on, area)])),
    exclusions: pack.exclusions.filter((exclusion) => isInForce(exclusion, on)),
    limits: pack.limits.filter((limit) => isInForce(limit, on)),
    extensionGrounds: pack.extensionGrounds,
    pauseGrounds: pack.pauseGrounds,
    publicNotices: pack.publicNotices.filter((notice) => isInForce(notice, on)),
    termination: pack.terminationGrounds,
    delegated: pack.areas.some((entry) => entry.delegated !== undefined && area.startsWith(entry.code)),
  };
}

function figureAt(series: FigureSeries, on: string, area: string): Figure | FigureMissing {
  const { id, title, unit } = series;
  const own = series.entries.filter((entry) => entry.area !== undefined && area.startsWith(entry.area));
  const citywide = series.entries.filter((entry) => entry.area === undefined);
  const current = own.find((entry) => isInForce(entry, on)) ?? citywide.find((entry) => isInForce(entry, on));
  const last = current ?? (series.carryOver ? lastEntry([...own, ...citywide], on) : undefined);
  if (last === undefined) return { kind: 'missing', id, because: `${title}在${on}没有已载入的数值` };
  return {
    kind: 'figure',
    id,
    title,
    unit,
    value: last.value,
    from: last.from,
    ...(last.until === undefined ? {} : { until: last.until }),
    source: last.source,
    demo: last.demo ?? false,
    carriedOver: current === undefined,
  };
}

/** The entry to carry over: only when it is the series' last one, never into a gap in the middle. */
function lastEntry(entries: FigureSeries['entries'], on: string): FigureSeries['entries'][number] | undefined {
  const latest = entries.toSorted((a, b) => (a.from < b.from ? 1 : -1))[0];
  return latest !== undefined && latest.until !== undefined && latest.until < on ? latest : undefined;
}

/** The limit of a step for a tier, else the one that holds for any tier; undefined where no rule sets one. */
export function limitOf(rules: Pick<RulesInForce, 'limits'>, tier: Tier, step: string): LegalLimit | undefined {
  return (
    rules.limits.find((limit) => limit.tier === tier && limit.step === step) ??
    rules.limits.find((limit) => limit.tier === 'any' && limit.step === step)
  );
}

/** The total of the whole case: the shorter one where confirmation is delegated to the township. */
export function totalLimitOf(rules: Pick<RulesInForce, 'limits' | 'delegated'>, tier: Tier): LegalLimit | undefined {
  return (rules.delegated ? limitOf(rules, tier, 'total-delegated') : undefined) ?? limitOf(rules, tier, 'total');
}
