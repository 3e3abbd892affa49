import type * as z from 'zod';
import type { Indicator } from '../../../policy/indicators/schema.ts';
import type { indicatorViewSchema } from '../../contracts/discovery.ts';
import type { Principal } from '../../domain/authority/principal.ts';
import { runsOf } from '../../domain/monitoring/run.ts';
import type { RunEvent } from '../../domain/monitoring/run.ts';
import { parameterText } from '../../domain/monitoring/sentence.ts';
import { barred } from '../outcome.ts';
import type { DiscoveryParts } from './parts.ts';

type View = z.output<typeof indicatorViewSchema>;

/** What is looked for, whether it is switched on, and how often it was right. */
export async function readIndicators(parts: DiscoveryParts, { by }: { readonly by: Principal }) {
  const { house, indicators, runs } = parts;
  const bar = barred(house.authorize(by, 'discovery.read', { area: house.policy.area }));
  if (bar !== undefined) return bar;
  const events = await runs.events();
  const items = await Promise.all(indicators.map((one) => viewOf(parts, one, events)));
  return { kind: 'indicators' as const, view: { items } };
}

async function viewOf({ house, feeds }: DiscoveryParts, one: Indicator, events: readonly RunEvent[]): Promise<View> {
  const switched = events.findLast((event) => event.type === 'indicator-switched' && event.data.indicator === one.id);
  const { verified, founded } = await house.cases.judgedOf(one.id);
  const last = lastOf(one.id, events);
  return {
    id: one.id,
    title: one.title,
    family: one.family,
    level: one.level,
    period: one.period,
    inputs: one.inputs.map((feed) => ({ feed, title: feeds.find(({ id }) => id === feed)?.title ?? feed })),
    parameters: Object.values(one.parameters).map((parameter) => ({
      title: parameter.title,
      value: parameterText(parameter),
      isDemo: parameter.demo === true,
    })),
    source: { code: one.source.code, ...(one.source.article === undefined ? {} : { article: one.source.article }) },
    isOn: one.isOn && (switched?.type !== 'indicator-switched' || switched.data.isOn),
    switched:
      switched?.type === 'indicator-switched'
        ? { at: switched.at, by: switched.actor, reason: switched.data.reason }
        : null,
    ...last,
    verified,
    founded,
    precision: verified === 0 ? null : founded / verified,
  };
}

function lastOf(id: string, events: readonly RunEvent[]): Pick<View, 'hits' | 'lastRunOn'> {
  for (const { started, finished } of runsOf(events)) {
    const found = finished?.data.indicators.find(({ indicator }) => indicator === id);
    if (found?.kind === 'computed') return { hits: found.hits, lastRunOn: started.data.asOf };
  }
  return { hits: null, lastRunOn: null };
}
