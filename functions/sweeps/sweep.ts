import type { DueIndex, Unsettled } from '../ports/cases.ts';
import type { Metrics } from '../ports/metrics.ts';
import type { Rungs } from '../ports/rungs.ts';
import type { Settings } from '../ports/settings.ts';
import type { WorkflowService } from '../ports/workflow.ts';
import type { AnchorReport } from '../usecases/audit/take-anchor.ts';
import type { House } from '../usecases/house.ts';
import { deliverWaiting } from '../usecases/sweep/deliver-message.ts';
import type { Delivery } from '../usecases/sweep/deliver-message.ts';
import { followRules } from '../usecases/sweep/follow-rules.ts';
import { reconcile } from '../usecases/sweep/reconcile.ts';
import type { ReconcileReport } from '../usecases/sweep/reconcile.ts';
import { runDue } from '../usecases/sweep/run-due.ts';
import type { DueParts, DueReport } from '../usecases/sweep/run-due.ts';

export interface SweepParts {
  readonly house: House;
  readonly dueIndex: DueIndex;
  readonly rungs: Rungs;
  readonly unsettled: Unsettled;
  readonly settings: Settings;
  readonly delivery: Delivery & { readonly workflow: WorkflowService };
  /** Messages that failed to leave the house, when their next attempt is due. */
  readonly retry?: NonNullable<DueParts['retry']>;
  /** Absent: nobody watches. */
  readonly metrics?: Metrics;
  /** The month's run over the whole population; true where it ran. */
  readonly scan?: () => Promise<boolean>;
  /** The day's anchor, where no schedule of its own takes it. */
  readonly anchor?: () => Promise<AnchorReport>;
  /** Told of ids only. */
  readonly reportFailure: (what: string, error: unknown) => void;
}

export interface SweepReport {
  /** Cases whose dates moved, because another calendar or pack was loaded. */
  readonly reprojected: number | undefined;
  readonly due: DueReport | undefined;
  readonly delivered: number | undefined;
  readonly reconciled: ReconcileReport | undefined;
  readonly scanned: boolean | undefined;
  readonly anchored: AnchorReport['kind'] | undefined;
}

/** At least one round of the sweep did not come to its end; the others did. */
export class SweepIncomplete extends Error {
  override readonly name = 'SweepIncomplete';
}

/**
 * Dates under rules loaded meanwhile, limits that passed, messages that still wait, what was left behind, the month's scan, and the day's anchor; in this
 * order, and each also when the one before it failed. Throws `SweepIncomplete` at the end, so that the run counts as failed where failures are watched.
 */
export function sweepDoor(parts: SweepParts): () => Promise<SweepReport> {
  return async () => {
    const failed: string[] = [];
    const round = async <T>(name: string, run: () => Promise<T>): Promise<T | undefined> => {
      try {
        return await run();
      } catch (error) {
        parts.reportFailure(`sweep ${name}`, error);
        failed.push(name);
        return undefined;
      }
    };
    const report = {
      reprojected: await round('rules', () =>
        followRules(parts.house, { ...parts.unsettled, settings: parts.settings, rungs: parts.rungs }),
      ),
      due: await round('due', () => runDue(parts.house, parts)),
      delivered: await round('outbox', () => deliverAll(parts)),
      reconciled: await round('reconcile', () =>
        reconcile(parts.house, { ...parts.delivery, unsettled: parts.unsettled }),
      ),
      scanned: await round('scan', async () => (await parts.scan?.()) ?? false),
      anchored: await round('anchor', async () => (await parts.anchor?.())?.kind),
    };
    if (failed.length > 0) throw new SweepIncomplete(`the sweep did not finish: ${failed.join(', ')}.`);
    return report;
  };
}

/** Puts how long the oldest message had waited when its turn came; 0 where none waited. */
async function deliverAll({ house, delivery, metrics, reportFailure }: SweepParts): Promise<number> {
  const now = house.time.now();
  let oldestMs = 0;
  const delivered = await deliverWaiting(
    delivery,
    (id, error) => reportFailure(`outbox message ${id}`, error),
    (at) => {
      oldestMs = Math.max(oldestMs, now - at);
    },
  );
  metrics?.put('OutboxLagSeconds', oldestMs / 1000);
  return delivered;
}
