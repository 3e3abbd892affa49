import { Metrics as PowertoolsMetrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Measure, Metrics } from '../../ports/metrics.ts';

/** Also in `infra/alarms.ts`, which watches the figures. */
const NAMESPACE = 'yimen';

const units = {
  OldestDueUnprocessedSeconds: MetricUnit.Seconds,
  OutboxLagSeconds: MetricUnit.Seconds,
  BellLatencyMs: MetricUnit.Milliseconds,
  ChainFaults: MetricUnit.Count,
  // CloudWatch knows no hours.
  AnchorAgeHours: MetricUnit.NoUnit,
} as const satisfies Readonly<Record<Measure, string>>;

/**
 * Figures as lines of the function's own log, which CloudWatch reads out of it (embedded metric format): no call, no permission, nothing
 * lost when the function ends. `house` is their one dimension, so that two houses fit into one account.
 */
export function emfMetrics(house: string): Metrics {
  const metrics = new PowertoolsMetrics({ namespace: NAMESPACE, serviceName: house });
  return {
    put(measure, value) {
      // A figure that is none would be refused by a throw, and no work may fail for being watched.
      if (!Number.isFinite(value)) return;
      const single = metrics.singleMetric();
      single.addMetric(measure, units[measure], value);
    },
  };
}
