import { civilDateOf } from '../domain/values/civil-date.ts';
import type { CivilDate } from '../domain/values/civil-date.ts';
import { takeAnchor } from '../usecases/audit/take-anchor.ts';
import type { AnchorParts, AnchorReport } from '../usecases/audit/take-anchor.ts';

export interface AnchorDoorParts extends AnchorParts {
  /** Told of ids only. */
  readonly reportFailure: (what: string, error: unknown) => void;
}

/** A record does not hold together, or not with its anchors; `npm run verify-chain` says where. */
export class ChainFaulty extends Error {
  override readonly name = 'ChainFaulty';
}

/** A fault of ours, in all records at once, must not drown the log. */
const MOST_TOLD = 100;

/** May be asked as often as one likes: a day has one anchor, and once it is there nothing is read for it again. */
export function anchorDoor({ reportFailure, ...parts }: AnchorDoorParts): () => Promise<AnchorReport> {
  let anchoredOn: CivilDate | undefined;
  return async () => {
    const today = civilDateOf(parts.time.now());
    if (anchoredOn === today) return { kind: 'known' };
    const report = await takeAnchor(parts);
    if (report.kind !== 'overtaken') anchoredOn = today;
    if (report.kind === 'taken') {
      for (const chain of report.faulty.slice(0, MOST_TOLD)) {
        reportFailure(`chain ${chain}`, new ChainFaulty('it does not hold together: npm run verify-chain says where.'));
      }
    }
    return report;
  };
}
