import type { Measure } from '../functions/ports/metrics.ts';

/** What an alarm looks at; `metrics` are added up. Each of the plural ones is an alarm for every thing of its sort. */
export type Watched =
  | { readonly of: 'house'; readonly measure: Measure; readonly statistic: 'Maximum' | 'SampleCount' | 'p99' }
  | { readonly of: 'machines' | 'functions'; readonly metrics: readonly string[] }
  | { readonly of: 'queues' }
  | { readonly of: 'table'; readonly what: 'throttles' | 'errors' }
  | { readonly of: 'stream' }
  | { readonly of: 'api'; readonly metric: '5xx' | 'Latency'; readonly statistic: 'Sum' | 'p99' }
  /** Other alarms of the list: one message for all of them. */
  | { readonly of: 'alarms'; readonly names: readonly string[] };

export interface AlarmKind {
  readonly name: string;
  /** Above its picture on the dashboard. */
  readonly title: string;
  /** What people notice. */
  readonly says: string;
  /** Page in `docs/runbooks`, without its ending. */
  readonly runbook: string;
  readonly watches: Watched;
  /** Alarm where the figure is over (or under) it… */
  readonly over?: number;
  readonly under?: number;
  /** …in so many of the last periods of so many minutes. */
  readonly minutes: number;
  readonly of: number;
  readonly points: number;
  /** What a period without a figure says. `same`: nothing new. */
  readonly missing: 'well' | 'ill' | 'same';
}

const SWEEP_SECONDS = 300;

/**
 * Everything that somebody is called for. Alarms, dashboard and `docs/runbooks` follow from this list; a test compares. What repeats by
 * itself (a call that Lambda or Step Functions tries again) rings only when it goes on.
 */
export const alarms: readonly AlarmKind[] = [
  {
    name: 'WorkStandsStill',
    title: '办理停滞',
    says: '办理停滞:办结的事项不往下走,提醒、逾期与督办不发或迟发。',
    runbook: 'work-stands-still',
    watches: { of: 'alarms', names: ['OldestDue', 'SweepMissing', 'OutboxLag', 'BellLatency', 'StreamBehind'] },
    minutes: 0,
    of: 1,
    points: 1,
    missing: 'well',
  },
  {
    name: 'OldestDue',
    title: '最早未处理到期事项(秒)',
    says: '到期事项没有处理:提醒、逾期记录、督办或公示期满迟于应有时间。',
    runbook: 'oldest-due',
    watches: { of: 'house', measure: 'OldestDueUnprocessedSeconds', statistic: 'Maximum' },
    over: 2 * SWEEP_SECONDS,
    minutes: 5,
    of: 2,
    points: 1,
    missing: 'well',
  },
  {
    name: 'SweepMissing',
    title: '巡检次数',
    says: '定时巡检没有运行:到期提醒、逾期、公示期满、消息送达都停了。',
    runbook: 'sweep-missing',
    watches: { of: 'house', measure: 'OldestDueUnprocessedSeconds', statistic: 'SampleCount' },
    under: 1,
    minutes: 5,
    of: 3,
    points: 3,
    missing: 'ill',
  },
  {
    name: 'OutboxLag',
    title: '待发消息最久等待(秒)',
    says: '待发消息积压:站内消息与外发通知迟到,个别事项办结后流程不往下走。',
    runbook: 'outbox-lag',
    watches: { of: 'house', measure: 'OutboxLagSeconds', statistic: 'Maximum' },
    over: 3 * SWEEP_SECONDS,
    minutes: 5,
    of: 2,
    points: 2,
    missing: 'well',
  },
  {
    name: 'BellLatency',
    title: '门铃延迟 p99(毫秒)',
    says: '办结之后流程反应慢:下一环节的任务迟迟不出现。',
    runbook: 'bell-latency',
    watches: { of: 'house', measure: 'BellLatencyMs', statistic: 'p99' },
    over: 60_000,
    minutes: 5,
    of: 3,
    points: 2,
    missing: 'well',
  },
  {
    name: 'StreamBehind',
    title: '数据流滞后(毫秒)',
    says: '数据流读得慢或卡住:办结之后流程反应慢,须等巡检补送。',
    runbook: 'stream-behind',
    watches: { of: 'stream' },
    over: 60_000,
    minutes: 5,
    of: 2,
    points: 2,
    missing: 'well',
  },
  {
    name: 'Executions',
    title: '流程失败、超时、中止、限流',
    says: '有流程失败、超时、被中止或被限流:个别案件停在某一环节,没有新的任务。',
    runbook: 'executions',
    watches: {
      of: 'machines',
      metrics: ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted', 'ExecutionThrottled'],
    },
    over: 0,
    minutes: 5,
    of: 1,
    points: 1,
    missing: 'well',
  },
  {
    name: 'DeadLetters',
    title: '死信条数',
    says: '有事项多次重试仍失败,已放入死信队列,须人工重送。',
    runbook: 'dead-letters',
    watches: { of: 'queues' },
    over: 0,
    minutes: 5,
    of: 1,
    points: 1,
    missing: 'well',
  },
  {
    name: 'Function',
    title: '函数出错与限流',
    says: '某个函数持续出错或被限流:相应的页面报错,或流程在该步反复重试。',
    runbook: 'functions',
    watches: { of: 'functions', metrics: ['Errors', 'Throttles'] },
    over: 0,
    minutes: 5,
    of: 3,
    points: 2,
    missing: 'well',
  },
  {
    name: 'TableThrottled',
    title: '数据表限流',
    says: '数据表持续限流:页面变慢,个别提交须重试。',
    runbook: 'table-throttled',
    watches: { of: 'table', what: 'throttles' },
    over: 0,
    minutes: 5,
    of: 3,
    points: 2,
    missing: 'well',
  },
  {
    name: 'TableErrors',
    title: '数据表内部错误',
    says: '数据表服务自身出错:页面报错,办理不能保存。',
    runbook: 'table-errors',
    watches: { of: 'table', what: 'errors' },
    over: 0,
    minutes: 5,
    of: 3,
    points: 2,
    missing: 'well',
  },
  {
    name: 'ApiErrors',
    title: '接口内部错误(5xx)',
    says: '窗口与审核人员操作报"系统出现内部错误"。',
    runbook: 'api-errors',
    watches: { of: 'api', metric: '5xx', statistic: 'Sum' },
    over: 2,
    minutes: 5,
    of: 1,
    points: 1,
    missing: 'well',
  },
  {
    name: 'ApiSlow',
    title: '接口响应 p99(毫秒)',
    says: '页面打开慢、提交要等好几秒。',
    runbook: 'api-slow',
    watches: { of: 'api', metric: 'Latency', statistic: 'p99' },
    over: 3000,
    minutes: 5,
    of: 3,
    points: 3,
    missing: 'well',
  },
  {
    name: 'ChainFaults',
    title: '存证链异常',
    says: '存证核对发现办理记录与留存的签名不符:可能有记录被改动、删除或回滚。',
    runbook: 'chain-faults',
    watches: { of: 'house', measure: 'ChainFaults', statistic: 'Maximum' },
    over: 0,
    minutes: 60,
    of: 1,
    points: 1,
    // Counted once a day: it stays until a look finds none.
    missing: 'same',
  },
  {
    name: 'AnchorAge',
    title: '最近存证距今(小时)',
    says: '每日存证没有完成:近一日的办理记录还没有签名留存。',
    runbook: 'anchor-age',
    watches: { of: 'house', measure: 'AnchorAgeHours', statistic: 'Maximum' },
    over: 26,
    // One good figure in thirty hours is enough; an anchor that was not even tried gives none.
    minutes: 360,
    of: 5,
    points: 5,
    missing: 'ill',
  },
];

/** What stands in the console and in every message. */
export const descriptionOf = ({ says, runbook }: AlarmKind): string => `${says}处置:docs/runbooks/${runbook}.md`;
