/** Indicators that cases are planted for. */
export const indicatorIds = [
  'high-medical-cost',
  'household-medical-burden',
  'new-disability',
  'severe-disability-unaided',
  'long-joblessness',
  'student-hardship',
  'serious-illness',
  'disaster-or-accident',
  'no-labour-household',
  'anti-relapse-unmatched',
  'refused-worsening',
  'exited-worsening',
  'orphan-unaided',
  'death',
  'prison-or-missing',
  'duplicate-destitute-dibao',
  'duplicate-orphan-destitute',
  'duplicate-child-disability',
  'vehicle',
  'house',
  'business',
  'wage-social-insurance',
  'wage-housing-fund',
  'financial-assets',
  'pension-start',
  'marriage-change',
  'premium-aid-missing',
  'disability-living-missing',
  'medical-aid-missing',
  'education-aid-missing',
] as const;
export type IndicatorId = (typeof indicatorIds)[number];

/** 救助遗漏: due and not received. */
export const gapIds = [
  'premium-aid-missing',
  'disability-living-missing',
  'medical-aid-missing',
  'education-aid-missing',
] as const satisfies readonly IndicatorId[];

/** 重复救助: two at once that exclude each other. */
export const overlapIds = [
  'duplicate-destitute-dibao',
  'duplicate-orphan-destitute',
  'duplicate-child-disability',
] as const satisfies readonly IndicatorId[];
