import { dongyingFeeds } from '../feeds/dongying.ts';
import alertKinds from '../dongying/alert-kinds.json' with { type: 'json' };
import sources from '../dongying/sources.json' with { type: 'json' };
import { alertKindSchema } from '../monitoring-schema.ts';
import * as z from 'zod';
import { loadIndicators } from './load.ts';
import antiRelapseUnmatched from './dongying/anti-relapse-unmatched.json' with { type: 'json' };
import business from './dongying/business.json' with { type: 'json' };
import death from './dongying/death.json' with { type: 'json' };
import disabilityLivingMissing from './dongying/disability-living-missing.json' with { type: 'json' };
import disasterOrAccident from './dongying/disaster-or-accident.json' with { type: 'json' };
import duplicateChildDisability from './dongying/duplicate-child-disability.json' with { type: 'json' };
import duplicateDestituteDibao from './dongying/duplicate-destitute-dibao.json' with { type: 'json' };
import duplicateOrphanDestitute from './dongying/duplicate-orphan-destitute.json' with { type: 'json' };
import educationAidMissing from './dongying/education-aid-missing.json' with { type: 'json' };
import exitedWorsening from './dongying/exited-worsening.json' with { type: 'json' };
import financialAssets from './dongying/financial-assets.json' with { type: 'json' };
import highMedicalCost from './dongying/high-medical-cost.json' with { type: 'json' };
import house from './dongying/house.json' with { type: 'json' };
import householdMedicalBurden from './dongying/household-medical-burden.json' with { type: 'json' };
import longJoblessness from './dongying/long-joblessness.json' with { type: 'json' };
import marriageChange from './dongying/marriage-change.json' with { type: 'json' };
import medicalAidMissing from './dongying/medical-aid-missing.json' with { type: 'json' };
import newDisability from './dongying/new-disability.json' with { type: 'json' };
import noLabourHousehold from './dongying/no-labour-household.json' with { type: 'json' };
import orphanUnaided from './dongying/orphan-unaided.json' with { type: 'json' };
import pensionStart from './dongying/pension-start.json' with { type: 'json' };
import premiumAidMissing from './dongying/premium-aid-missing.json' with { type: 'json' };
import prisonOrMissing from './dongying/prison-or-missing.json' with { type: 'json' };
import refusedWorsening from './dongying/refused-worsening.json' with { type: 'json' };
import seriousIllness from './dongying/serious-illness.json' with { type: 'json' };
import severeDisabilityUnaided from './dongying/severe-disability-unaided.json' with { type: 'json' };
import studentHardship from './dongying/student-hardship.json' with { type: 'json' };
import vehicle from './dongying/vehicle.json' with { type: 'json' };
import wageHousingFund from './dongying/wage-housing-fund.json' with { type: 'json' };
import wageSocialInsurance from './dongying/wage-social-insurance.json' with { type: 'json' };

/** What is looked for in the whole population, in the order in which people read it. Kept out of the pack: few functions need it. */
export const dongyingIndicators = loadIndicators(
  [
    highMedicalCost,
    householdMedicalBurden,
    newDisability,
    severeDisabilityUnaided,
    longJoblessness,
    studentHardship,
    seriousIllness,
    disasterOrAccident,
    noLabourHousehold,
    antiRelapseUnmatched,
    refusedWorsening,
    exitedWorsening,
    orphanUnaided,
    death,
    prisonOrMissing,
    duplicateDestituteDibao,
    duplicateOrphanDestitute,
    duplicateChildDisability,
    vehicle,
    house,
    business,
    wageSocialInsurance,
    wageHousingFund,
    financialAssets,
    pensionStart,
    marriageChange,
    premiumAidMissing,
    disabilityLivingMissing,
    medicalAidMissing,
    educationAidMissing,
  ],
  {
    feeds: dongyingFeeds,
    alertKinds: z.array(alertKindSchema).parse(alertKinds),
    sources: sources.map(({ code }) => code),
  },
);
