import type { Principal } from '../../domain/authority/principal.ts';
import { runsOf } from '../../domain/monitoring/run.ts';
import { barred } from '../outcome.ts';
import type { DiscoveryParts } from './parts.ts';
import { runView } from './run-view.ts';

export interface ReadRunsInput {
  readonly by: Principal;
  readonly limit: number;
}

/** What was taken, by whom, on what ground, and what came of it. */
export async function readRuns(parts: DiscoveryParts, { by, limit }: ReadRunsInput) {
  const { house, runs } = parts;
  const bar = barred(house.authorize(by, 'discovery.read', { area: house.policy.area }));
  if (bar !== undefined) return bar;
  const events = await runs.events();
  return {
    kind: 'scan-runs' as const,
    view: {
      isIntact: await runs.verify(events),
      runs: runsOf(events)
        .slice(0, limit)
        .map((run) => runView(run, parts)),
    },
  };
}
