import type { IndicatorId } from '../indicator-ids.ts';
import type { Recipes } from './cast.ts';
import { antiRelapseUnmatched } from './anti-relapse-unmatched.ts';
import { business } from './business.ts';
import { death } from './death.ts';
import { disabilityLivingMissing } from './disability-living-missing.ts';
import { disasterOrAccident } from './disaster-or-accident.ts';
import { duplicateChildDisability } from './duplicate-child-disability.ts';
import { duplicateDestituteDibao } from './duplicate-destitute-dibao.ts';
import { duplicateOrphanDestitute } from './duplicate-orphan-destitute.ts';
import { educationAidMissing } from './education-aid-missing.ts';
import { exitedWorsening } from './exited-worsening.ts';
import { financialAssets } from './financial-assets.ts';
import { highMedicalCost } from './high-medical-cost.ts';
import { house } from './house.ts';
import { householdMedicalBurden } from './household-medical-burden.ts';
import { longJoblessness } from './long-joblessness.ts';
import { marriageChange } from './marriage-change.ts';
import { medicalAidMissing } from './medical-aid-missing.ts';
import { newDisability } from './new-disability.ts';
import { noLabourHousehold } from './no-labour-household.ts';
import { orphanUnaided } from './orphan-unaided.ts';
import { pensionStart } from './pension-start.ts';
import { premiumAidMissing } from './premium-aid-missing.ts';
import { prisonOrMissing } from './prison-or-missing.ts';
import { refusedWorsening } from './refused-worsening.ts';
import { seriousIllness } from './serious-illness.ts';
import { severeDisabilityUnaided } from './severe-disability-unaided.ts';
import { studentHardship } from './student-hardship.ts';
import { vehicle } from './vehicle.ts';
import { wageHousingFund } from './wage-housing-fund.ts';
import { wageSocialInsurance } from './wage-social-insurance.ts';

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
