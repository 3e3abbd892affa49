import type { RunView } from '../../contracts/discovery.ts';
import type { Run, RunIndicator } from '../../domain/monitoring/run.ts';
import { OWN } from './own-recipients.ts';
import type { DiscoveryParts } from './parts.ts';

type Titles = Pick<DiscoveryParts, 'feeds' | 'indicators'>;

/** A run as people read it. */
export function runView({ started, finished, brokeOffAt, identitiesOpened }: Run, titles: Titles): RunView {
  const { runId, asOf, purpose, basis, inputs, missing } = started.data;
  const feedTitle = (id: string) =>
    id === OWN ? '本系统认定的低收入人口' : (titles.feeds.find((feed) => feed.id === id)?.title ?? id);
  const done = finished?.data;
  return {
    runId,
    asOf,
    startedAt: started.at,
    startedBy: started.actor,
    finishedAt: finished?.at ?? null,
    brokeOffAt: brokeOffAt ?? null,
    purpose,
    basis,
    inputs: inputs.map((input) => ({ ...input, title: feedTitle(input.feed) })),
    missing: missing.map((feed) => ({ feed, title: feedTitle(feed) })),
    persons: done?.persons ?? 0,
    damaged: done?.damaged ?? 0,
    matched: done?.matched ?? 0,
    scanMs: done?.scanMs ?? 0,
    identitiesOpened,
    indicators: (done?.indicators ?? []).map((one) => ({
      ...figuresOf(one),
      indicator: one.indicator,
      title: titles.indicators.find(({ id }) => id === one.indicator)?.title ?? one.indicator,
      kind: one.kind,
      reason: reasonOf(one, feedTitle),
    })),
    alerts: done?.alerts ?? null,
  };
}

function figuresOf(one: RunIndicator) {
  return one.kind === 'computed'
    ? { hits: one.hits, proposed: one.proposed, unplaced: one.unplaced, sqlSha256: one.sqlSha256, ms: one.ms }
    : { hits: 0, proposed: 0, unplaced: 0, sqlSha256: null, ms: 0 };
}

function reasonOf(one: RunIndicator, feedTitle: (id: string) => string): string | null {
  switch (one.kind) {
    case 'computed':
      return null;
    case 'not-computed':
      return `未计算:没有收到过${one.missing.map((feed) => `《${feedTitle(feed)}》`).join('、')}`;
    case 'refused':
      return `未计算:指标语句不符合要求(${one.reasons.join(';')})`;
    case 'failed':
      return `计算失败:${one.reason}`;
  }
}
