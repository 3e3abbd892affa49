import type { Tier } from '../../../policy/schema.ts';

export type { Tier } from '../../../policy/schema.ts';

/** In the order of testing, best first. */
export const tiers = ['destitute', 'dibao', 'dibao-marginal', 'rigid-expenditure'] as const satisfies readonly Tier[];

export const tierTitles: Readonly<Record<Tier, string>> = {
  destitute: '特困人员',
  dibao: '最低生活保障对象',
  'dibao-marginal': '最低生活保障边缘家庭',
  'rigid-expenditure': '刚性支出困难家庭',
};
