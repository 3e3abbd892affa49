import type { PlayedCase } from './play.ts';
import type { PriceName, Prices } from './prices.ts';

/** What no played case can count. Each is on the careful side, and `docs/cost.md` says what moves when it does. */
export const assumptions = {
  /** Pages that people open for one case, over its whole life, by all who have to do with it. */
  viewsPerCase: 180,
  /** Milliseconds and MB of one call: of people, of a door, of the outbox consumer. */
  http: { ms: 100, mb: 1024 },
  door: { ms: 150, mb: 512 },
  consumer: { ms: 200, mb: 512 },
  /** Every five minutes. */
  sweep: { ms: 5000, mb: 512, aYear: 105_120 },
  /** Bytes of log for each call at the gateway and for each bell's figure. */
  accessLogBytes: 250,
  figureBytes: 400,
  alarmMetrics: 110,
  customMetrics: 5,
  keys: 3,
} as const;

export interface CostLine {
  readonly what: string;
  /** Units of one case; undefined for what a house costs whether it has cases or not. */
  readonly perCase?: number;
  readonly aYear: number;
  readonly unit: string;
  readonly cost: number;
  readonly isVerified: boolean;
}

export interface Cost {
  readonly lines: readonly CostLine[];
  readonly total: number;
  /** Without what is there whether there are cases or not. */
  readonly perCase: number;
}

const GB = 1024 ** 3;
const MONTHS = 12;

/** A year in which so many cases come in evenly, over an empty table. */
export function costOf(played: PlayedCase, { prices }: Prices, cases: number): Cost {
  const { viewsPerCase, http, door, consumer, sweep } = assumptions;
  const calls = played.acts + viewsPerCase;
  const gbSeconds = ({ ms, mb }: { ms: number; mb: number }) => (ms / 1000) * (mb / 1024);
  const of = (what: string, unit: string, price: PriceName, perCase: number, months = 1): CostLine => {
    const aYear = perCase * cases;
    const { price: each, per, isVerified } = prices[price];
    return { what, unit, perCase, aYear, cost: ((aYear * each) / per) * months, isVerified };
  };
  const fixed = (what: string, unit: string, price: PriceName, aYear: number): CostLine => {
    const { price: each, per, isVerified } = prices[price];
    return { what, unit, aYear, cost: (aYear * each) / per, isVerified };
  };
  const invocations = calls + played.doorCalls + played.outboxMessages;
  const seconds =
    calls * gbSeconds(http) + played.doorCalls * gbSeconds(door) + played.outboxMessages * gbSeconds(consumer);
  const logBytes = calls * assumptions.accessLogBytes + played.bells * assumptions.figureBytes;
  // Cases come in over the year: on the average half of them are there.
  const half = MONTHS / 2;
  const lines = [
    of('Step Functions', 'transitions', 'stateTransition', played.transitions),
    of('API Gateway', 'calls', 'apiCall', calls),
    of('Lambda calls', 'invocations', 'invocation', invocations),
    of('Lambda time', 'GB-seconds', 'gbSecond', seconds),
    of('DynamoDB writes', 'write units', 'writeUnit', played.writeUnits + played.indexWriteUnits),
    of('DynamoDB reads', 'read units', 'readUnit', played.readUnits + viewsPerCase * played.readUnitsPerView),
    of('DynamoDB storage', 'GB', 'tableGbMonth', played.bytes / GB, half),
    of('DynamoDB backup', 'GB', 'backupGbMonth', played.bytes / GB, half),
    of('KMS calls', 'calls at the most', 'keyCall', played.keyUses + viewsPerCase * played.keyUsesPerView),
    of('EventBridge', 'events', 'busEvent', played.notices),
    of('Logs', 'GB', 'logGb', logBytes / GB),
    fixed('Sweep', 'GB-seconds', 'gbSecond', sweep.aYear * gbSeconds(sweep)),
    fixed('Alarms', 'metric-months', 'alarmMetricMonth', assumptions.alarmMetrics * MONTHS),
    fixed('Own figures', 'metric-months', 'customMetricMonth', assumptions.customMetrics * MONTHS),
    fixed('Keys', 'key-months', 'keyMonth', assumptions.keys * MONTHS),
  ];
  const sum = (some: readonly CostLine[]) => some.reduce((total, { cost }) => total + cost, 0);
  return {
    lines,
    total: sum(lines),
    perCase: sum(lines.filter(({ perCase }) => perCase !== undefined)) / cases,
  };
}
