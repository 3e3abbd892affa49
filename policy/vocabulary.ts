import * as z from 'zod';

/** Words of the pack that code knows by name; apart from its shape, which only its check needs. */

export const tierSchema = z.enum(['destitute', 'dibao', 'dibao-marginal', 'rigid-expenditure']);
export type Tier = z.infer<typeof tierSchema>;

export const alertLevels = ['red', 'orange', 'yellow'] as const;

/** Settings that code asks for by name; the loader demands each. */
export const settingIds = [
  'taper.months',
  'recheck.lead-days',
  'relief.township-small-sum',
  'inbox.due-soon-days',
  'referral.returns',
  'referral.after-determination',
  'office.opening-hour',
  'office.closing-hour',
  'sweep.outage-minutes',
  'notify.retry-1',
  'notify.retry-2',
  'notify.retry-3',
  'notify.retry-4',
  'notify.retry-5',
  'mechanism.quorum-numerator',
  'mechanism.quorum-denominator',
  'mechanism.quorum-least',
  'mechanism.approve-percent',
  'mechanism.reconvene',
  'mechanism.renew',
  'feeds.most-rejected-percent',
  'feeds.least-of-last-percent',
] as const;
/** How long a failed delivery waits, from the first failure on (minutes); after as many it is dead. */
export const retrySettings = [
  'notify.retry-1',
  'notify.retry-2',
  'notify.retry-3',
  'notify.retry-4',
  'notify.retry-5',
] as const satisfies readonly (typeof settingIds)[number][];
export type SettingId = (typeof settingIds)[number];

/** By the name that stands in braces: what it holds, for whoever writes a template. */
export const messageVariables = {
  receipt: '受理编号',
  task: '任务名称',
  unit: '承办单位',
  area: '乡镇(街道)',
  dueOn: '法定期限届满之日,暂定的注明',
  days: '天数(剩余或逾期的工作日)',
  by: '经办人、交办人',
  from: '原承办人,或者起始日期',
  until: '截止日期',
  person: '工作人员',
  count: '件数',
  year: '年份',
  lines: '逐件列出的事项',
} as const;
export type MessageVariable = keyof typeof messageVariables;

export const isMessageVariable = (name: string): name is MessageVariable => Object.hasOwn(messageVariables, name);
