import type { IndicatorId } from '../indicator-ids.ts';
import type { Recipes } from './cast.ts';
import {
  disabilityLivingMissing,
  educationAidMissing,
  marriageChange,
  medicalAidMissing,
  pensionStart,
  premiumAidMissing,
} from './changes.ts';
import {
  highMedicalCost,
  householdMedicalBurden,
  newDisability,
  seriousIllness,
  severeDisabilityUnaided,
} from './illness-and-cards.ts';
import {
  antiRelapseUnmatched,
  disasterOrAccident,
  longJoblessness,
  noLabourHousehold,
  studentHardship,
} from './livelihood.ts';
import { business, financialAssets, house, vehicle, wageHousingFund, wageSocialInsurance } from './means.ts';
import {
  death,
  duplicateChildDisability,
  duplicateDestituteDibao,
  duplicateOrphanDestitute,
  prisonOrMissing,
} from './overlaps.ts';
import { exitedWorsening, orphanUnaided, refusedWorsening } from './watched.ts';

/** How a household looks that is a case of the indicator, and how one that just is not. */
export const recipes: Readonly<Record<IndicatorId, Recipes>> = {
  'high-medical-cost': highMedicalCost,
  'household-medical-burden': householdMedicalBurden,
  'new-disability': newDisability,
  'severe-disability-unaided': severeDisabilityUnaided,
  'long-joblessness': longJoblessness,
  'student-hardship': studentHardship,
  'serious-illness': seriousIllness,
  'disaster-or-accident': disasterOrAccident,
  'no-labour-household': noLabourHousehold,
  'anti-relapse-unmatched': antiRelapseUnmatched,
  'refused-worsening': refusedWorsening,
  'exited-worsening': exitedWorsening,
  'orphan-unaided': orphanUnaided,
  death,
  'prison-or-missing': prisonOrMissing,
  'duplicate-destitute-dibao': duplicateDestituteDibao,
  'duplicate-orphan-destitute': duplicateOrphanDestitute,
  'duplicate-child-disability': duplicateChildDisability,
  vehicle,
  house,
  business,
  'wage-social-insurance': wageSocialInsurance,
  'wage-housing-fund': wageHousingFund,
  'financial-assets': financialAssets,
  'pension-start': pensionStart,
  'marriage-change': marriageChange,
  'premium-aid-missing': premiumAidMissing,
  'disability-living-missing': disabilityLivingMissing,
  'medical-aid-missing': medicalAidMissing,
  'education-aid-missing': educationAidMissing,
};
