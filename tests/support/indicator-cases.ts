import type { LakeRow, LakeRows } from './small-lake.ts';

/** Rows of one imagined household; `self` is whom the indicator is about. */
type Rows = Readonly<Record<string, readonly LakeRow[]>>;

export interface IndicatorCase {
  readonly hit: Rows;
  /** Just not: by a fen, by a day, or because of one row more. */
  readonly misses: Readonly<Record<string, Rows>>;
}

const living = (person: string, birth: string, more: LakeRow = {}): LakeRow => ({ person, birth, ...more });
const adult = [living('self', '1980-05-05')];
const aid = (more: LakeRow = {}): LakeRow => ({
  person: 'self',
  tier: 'dibao',
  status: 'in-force',
  from_date: '2020-01-01',
  ...more,
});
const spent = (own_paid_fen: number, more: LakeRow = {}): LakeRow => ({
  person: 'self',
  own_paid_fen,
  settled_on: '2026-09-15',
  settlement_no: '1',
  visit_kind: 'inpatient',
  ...more,
});
const card = (more: LakeRow = {}): LakeRow => ({
  person: 'self',
  kind: 'physical',
  grade: 1,
  issued_on: '2026-09-01',
  ...more,
});
const insured = (more: LakeRow = {}): LakeRow => ({
  person: 'self',
  base_fen: 300_000,
  from_month: '2020-01-01',
  ...more,
});
const pension = (more: LakeRow = {}): LakeRow => ({
  person: 'self',
  started_on: '2015-01-01',
  monthly_fen: 100_000,
  ...more,
});
const dead = [{ person: 'self', died_on: '2026-10-01' }];
const couple = [...adult, living('other', '1981-05-05')];
const onAid: Rows = { residents: adult, recipients: [aid()] };

/** As of 2026-11-01. */
export const indicatorCases: Readonly<Record<string, IndicatorCase>> = {
  'high-medical-cost': {
    hit: { residents: adult, 'medical-expenses': [spent(1_500_000), spent(500_000, { settled_on: '2025-11-02' })] },
    misses: {
      'a fen too little': { residents: adult, 'medical-expenses': [spent(1_999_999)] },
      'a day too early': {
        residents: adult,
        'medical-expenses': [spent(1_500_000), spent(500_000, { settled_on: '2025-11-01' })],
      },
      'on aid': { ...onAid, 'medical-expenses': [spent(3_000_000)] },
      'no longer alive': { residents: adult, 'medical-expenses': [spent(3_000_000)], deaths: dead },
    },
  },
  'household-medical-burden': {
    hit: {
      residents: couple,
      'medical-expenses': [spent(1_600_000), spent(1_400_000, { person: 'other' })],
    },
    misses: {
      'one alone reaches the other indicator': {
        residents: couple,
        'medical-expenses': [spent(2_000_000), spent(1_400_000, { person: 'other' })],
      },
      'a fen too little': {
        residents: couple,
        'medical-expenses': [spent(1_600_000), spent(1_399_999, { person: 'other' })],
      },
      'somebody of the household on aid': {
        residents: couple,
        recipients: [aid({ person: 'other' })],
        'medical-expenses': [spent(1_600_000), spent(1_400_000, { person: 'other' })],
      },
    },
  },
  'new-disability': {
    hit: { residents: adult, 'disability-cards': [card({ issued_on: '2026-08-02', grade: 2 })] },
    misses: {
      'a day too early': { residents: adult, 'disability-cards': [card({ issued_on: '2026-08-01' })] },
      'a lighter grade': { residents: adult, 'disability-cards': [card({ grade: 3 })] },
      'on aid': { ...onAid, 'disability-cards': [card()] },
    },
  },
  'severe-disability-unaided': {
    hit: {
      residents: [living('self', '2008-11-01')],
      'disability-cards': [card({ issued_on: '2026-08-01', kind: 'mental', grade: 3 })],
    },
    misses: {
      'not yet of age': {
        residents: [living('self', '2008-11-02')],
        'disability-cards': [card({ issued_on: '2020-01-01' })],
      },
      'grade 3 of another kind': {
        residents: adult,
        'disability-cards': [card({ issued_on: '2020-01-01', grade: 3 })],
      },
      'no longer valid': {
        residents: adult,
        'disability-cards': [card({ issued_on: '2020-01-01', valid_until: '2026-11-01' })],
      },
      insured: {
        residents: adult,
        'disability-cards': [card({ issued_on: '2020-01-01' })],
        'social-insurance': [insured()],
      },
      'has a pension': {
        residents: adult,
        'disability-cards': [card({ issued_on: '2020-01-01' })],
        pensions: [pension()],
      },
    },
  },
  'long-joblessness': {
    hit: { residents: adult, unemployment: [{ person: 'self', registered_on: '2026-05-01' }] },
    misses: {
      'a day too late': { residents: adult, unemployment: [{ person: 'self', registered_on: '2026-05-02' }] },
      ended: {
        residents: adult,
        unemployment: [{ person: 'self', registered_on: '2025-05-01', ended_on: '2026-11-01' }],
      },
      'somebody earns': {
        residents: couple,
        unemployment: [{ person: 'self', registered_on: '2025-05-01' }],
        'social-insurance': [insured({ person: 'other' })],
      },
      'household on aid': {
        residents: couple,
        recipients: [aid({ person: 'other' })],
        unemployment: [{ person: 'self', registered_on: '2025-05-01' }],
      },
    },
  },
  'student-hardship': {
    hit: { residents: adult, 'students-in-hardship': [student()] },
    misses: {
      mild: { residents: adult, 'students-in-hardship': [student({ level: 'mild' })] },
      'a day too early': { residents: adult, 'students-in-hardship': [student({ recognised_on: '2025-11-01' })] },
      'household on aid': {
        residents: couple,
        recipients: [aid({ person: 'other' })],
        'students-in-hardship': [student()],
      },
    },
  },
  'serious-illness': {
    hit: { residents: adult, 'serious-illness': [{ person: 'self', disease: '尿毒症', diagnosed_on: '2025-11-02' }] },
    misses: {
      'a day too early': {
        residents: adult,
        'serious-illness': [{ person: 'self', disease: '尿毒症', diagnosed_on: '2025-11-01' }],
      },
    },
  },
  'disaster-or-accident': {
    hit: { residents: adult, disasters: [{ person: 'self', event: '火灾', happened_on: '2026-09-02' }] },
    misses: {
      'a day too early': {
        residents: adult,
        disasters: [{ person: 'self', event: '火灾', happened_on: '2026-09-01' }],
      },
      'on aid': { ...onAid, disasters: [{ person: 'self', event: '火灾', happened_on: '2026-10-01' }] },
    },
  },
  'no-labour-household': {
    hit: {
      residents: [living('self', '1966-11-01'), living('other', '1980-01-01'), living('third', '2010-11-02')],
      'disability-cards': [card({ person: 'other', grade: 2, issued_on: '2020-01-01' })],
    },
    misses: {
      'one can work': { residents: [living('self', '1950-01-01'), living('other', '1966-11-02')] },
      'one has a pension': { residents: [living('self', '1950-01-01')], pensions: [pension()] },
      'one is on aid': { residents: [living('self', '1950-01-01')], recipients: [aid()] },
      'nobody lives': { residents: [living('self', '1950-01-01')], deaths: dead },
    },
  },
  'anti-relapse-unmatched': {
    hit: { residents: adult, 'anti-relapse': [{ person: 'self', kind: 'sudden', identified_on: '2025-01-01' }] },
    misses: {
      removed: {
        residents: adult,
        'anti-relapse': [{ person: 'self', kind: 'sudden', identified_on: '2025-01-01', removed_on: '2026-01-01' }],
      },
      'on aid': { ...onAid, 'anti-relapse': [{ person: 'self', kind: 'sudden', identified_on: '2025-01-01' }] },
    },
  },
  'refused-worsening': {
    hit: {
      residents: adult,
      recipients: [aid({ status: 'refused', from_date: '2026-01-01' })],
      'medical-expenses': [spent(1_000_000, { settled_on: '2026-05-02' })],
    },
    misses: {
      'nothing changed': { residents: adult, recipients: [aid({ status: 'refused' })] },
      'a day too early': {
        residents: adult,
        recipients: [aid({ status: 'refused' })],
        'disability-cards': [card({ issued_on: '2026-05-01' })],
      },
      'on aid by now': {
        residents: adult,
        recipients: [aid({ status: 'refused' }), aid({ from_date: '2026-02-01' })],
        'disability-cards': [card()],
      },
    },
  },
  'exited-worsening': {
    hit: {
      residents: adult,
      recipients: [aid({ status: 'exited', until_date: '2024-11-02' })],
      unemployment: [{ person: 'self', registered_on: '2024-11-03' }],
    },
    misses: {
      'two years are over': {
        residents: adult,
        recipients: [aid({ status: 'exited', until_date: '2024-11-01' })],
        unemployment: [{ person: 'self', registered_on: '2026-01-01' }],
      },
      'jobless before': {
        residents: adult,
        recipients: [aid({ status: 'exited', until_date: '2025-11-02' })],
        unemployment: [{ person: 'self', registered_on: '2025-11-02' }],
      },
      'spent too little': {
        residents: adult,
        recipients: [aid({ status: 'exited', until_date: '2025-11-02' })],
        'medical-expenses': [spent(999_999), spent(5, { settled_on: '2025-11-01' })],
      },
    },
  },
  'orphan-unaided': {
    hit: { residents: [living('self', '2008-11-02')] },
    misses: {
      'of age today': { residents: [living('self', '2008-11-01')] },
      'with an adult': { residents: [living('self', '2015-01-01'), living('other', '1950-01-01')] },
      'cared for': {
        residents: [living('self', '2015-01-01')],
        'child-welfare': [{ person: 'self', scheme: 'orphan', is_full: 'full', from_date: '2020-01-01' }],
      },
      'on aid': { residents: [living('self', '2015-01-01')], recipients: [aid()] },
    },
  },
  death: {
    hit: { ...onAid, deaths: [{ person: 'self', died_on: '2026-11-01' }] },
    misses: {
      'aid has ended': { residents: adult, recipients: [aid({ until_date: '2026-11-01' })], deaths: dead },
    },
  },
  'prison-or-missing': {
    hit: { ...onAid, custody: [{ person: 'self', kind: 'prison', since: '2026-11-01' }] },
    misses: {
      'out again': {
        ...onAid,
        custody: [{ person: 'self', kind: 'prison', since: '2025-01-01', until: '2026-11-01' }],
      },
    },
  },
  'duplicate-destitute-dibao': {
    hit: { residents: adult, recipients: [aid(), aid({ tier: 'destitute' })] },
    misses: {
      'one of them has ended': {
        residents: adult,
        recipients: [aid({ until_date: '2026-01-01' }), aid({ tier: 'destitute' })],
      },
      'with another tier': { residents: adult, recipients: [aid(), aid({ tier: 'dibao-marginal' })] },
    },
  },
  'duplicate-orphan-destitute': {
    hit: {
      residents: adult,
      recipients: [aid({ tier: 'destitute' })],
      'child-welfare': [{ person: 'self', scheme: 'orphan', is_full: 'full', from_date: '2020-01-01' }],
    },
    misses: {
      'as dibao': {
        ...onAid,
        'child-welfare': [{ person: 'self', scheme: 'orphan', is_full: 'full', from_date: '2020-01-01' }],
      },
    },
  },
  'duplicate-child-disability': {
    hit: { residents: adult, 'child-welfare': [unattended()], 'aid-granted': [granted('disability-living')] },
    misses: {
      'in part': {
        residents: adult,
        'child-welfare': [unattended({ is_full: 'partial' })],
        'aid-granted': [granted('disability-living')],
      },
      'no longer valid': {
        residents: adult,
        'child-welfare': [unattended()],
        'aid-granted': [granted('disability-living', { until_date: '2026-11-01' })],
      },
    },
  },
  vehicle: {
    hit: { ...onAid, vehicles: [vehicle({ price_fen: 5_000_000 }), vehicle({ plate: 'B', price_fen: 9_000_000 })] },
    misses: {
      cheaper: { ...onAid, vehicles: [vehicle({ price_fen: 4_999_999 })] },
      'a motorcycle': { ...onAid, vehicles: [vehicle({ vehicle_kind: 'motorcycle' })] },
      'not on aid': { residents: adult, vehicles: [vehicle()] },
    },
  },
  house: {
    hit: {
      residents: couple,
      recipients: [aid()],
      property: [house('1'), house('2', { person: 'other' })],
    },
    misses: {
      'one dwelling of both': {
        residents: couple,
        recipients: [aid()],
        property: [house('1'), house('1', { person: 'other' })],
      },
      'not on aid': { residents: adult, property: [house('1'), house('2')] },
    },
  },
  business: {
    hit: { ...onAid, 'business-registrations': [business()] },
    misses: {
      closed: { ...onAid, 'business-registrations': [business({ status: 'closed' })] },
      'a shareholder': { ...onAid, 'business-registrations': [business({ role: 'shareholder' })] },
    },
  },
  'wage-social-insurance': {
    hit: { ...onAid, 'social-insurance': [insured()] },
    misses: {
      'a fen too little': { ...onAid, 'social-insurance': [insured({ base_fen: 299_999 })] },
      ended: { ...onAid, 'social-insurance': [insured({ until_month: '2026-11-01' })] },
      'of a tier that may earn': {
        residents: adult,
        recipients: [aid({ tier: 'rigid-expenditure' })],
        'social-insurance': [insured()],
      },
    },
  },
  'wage-housing-fund': {
    hit: { ...onAid, 'housing-fund': [insured()] },
    misses: { 'a fen too little': { ...onAid, 'housing-fund': [insured({ base_fen: 299_999 })] } },
  },
  'financial-assets': {
    hit: {
      residents: couple,
      recipients: [aid()],
      'financial-assets': [asset(4_000_000), asset(6_000_000, { person: 'other' })],
    },
    misses: {
      'a fen too little by head': {
        residents: couple,
        recipients: [aid()],
        'financial-assets': [asset(4_000_000), asset(5_999_999, { person: 'other' })],
      },
      'not on aid': { residents: adult, 'financial-assets': [asset(9_000_000)] },
    },
  },
  'pension-start': {
    hit: { ...onAid, pensions: [pension({ started_on: '2026-05-02' })] },
    misses: {
      'a day too early': { ...onAid, pensions: [pension({ started_on: '2026-05-01' })] },
      'a fen too little': { ...onAid, pensions: [pension({ started_on: '2026-10-01', monthly_fen: 99_999 })] },
    },
  },
  'marriage-change': {
    hit: { ...onAid, marriages: [{ person: 'self', event: 'married', registered_on: '2026-05-02' }] },
    misses: {
      'a day too early': { ...onAid, marriages: [{ person: 'self', event: 'divorced', registered_on: '2026-05-01' }] },
    },
  },
  'premium-aid-missing': {
    hit: { residents: adult, recipients: [aid({ from_date: '2025-12-31' })] },
    misses: {
      'on aid since this year': { residents: adult, recipients: [aid({ from_date: '2026-01-01' })] },
      paid: { ...onAid, 'aid-granted': [granted('insurance-premium', { granted_on: '2026-01-01' })] },
      'of another tier': { residents: adult, recipients: [aid({ tier: 'dibao-marginal' })] },
    },
  },
  'disability-living-missing': {
    hit: {
      residents: adult,
      recipients: [aid({ from_date: '2026-09-01' })],
      'disability-cards': [card({ grade: 4 })],
      'aid-granted': [granted('disability-living', { until_date: '2026-11-01' })],
    },
    misses: {
      'a day too short': {
        residents: adult,
        recipients: [aid({ from_date: '2026-09-02' })],
        'disability-cards': [card()],
      },
      paid: { ...onAid, 'disability-cards': [card()], 'aid-granted': [granted('disability-living')] },
      'no card': onAid,
    },
  },
  'medical-aid-missing': {
    hit: {
      residents: adult,
      recipients: [aid({ from_date: '2025-11-01' })],
      'medical-expenses': [spent(500_000)],
      'aid-granted': [granted('medical-aid', { granted_on: '2025-11-01' })],
    },
    misses: {
      'on aid a day too short': {
        residents: adult,
        recipients: [aid({ from_date: '2025-11-02' })],
        'medical-expenses': [spent(500_000)],
      },
      paid: {
        ...onAid,
        'medical-expenses': [spent(500_000)],
        'aid-granted': [granted('medical-aid', { granted_on: '2025-11-02' })],
      },
    },
  },
  'education-aid-missing': {
    hit: {
      residents: adult,
      recipients: [aid({ from_date: '2026-08-01' })],
      'students-in-hardship': [student({ level: 'mild' })],
    },
    misses: {
      'on aid a day too short': {
        residents: adult,
        recipients: [aid({ from_date: '2026-08-02' })],
        'students-in-hardship': [student()],
      },
      paid: { ...onAid, 'students-in-hardship': [student()], 'aid-granted': [granted('education-aid')] },
    },
  },
};

function student(more: LakeRow = {}): LakeRow {
  return { person: 'self', level: 'moderate', stage: 'senior-high', recognised_on: '2025-11-02', ...more };
}
function unattended(more: LakeRow = {}): LakeRow {
  return { person: 'self', scheme: 'de-facto-unattended', is_full: 'full', from_date: '2020-01-01', ...more };
}
function granted(entitlement: string, more: LakeRow = {}): LakeRow {
  return { person: 'self', entitlement, granted_on: '2026-03-01', ...more };
}
function vehicle(more: LakeRow = {}): LakeRow {
  return {
    person: 'self',
    plate: 'A',
    vehicle_kind: 'car',
    price_fen: 8_000_000,
    registered_on: '2024-01-01',
    ...more,
  };
}
function house(property_no: string, more: LakeRow = {}): LakeRow {
  return { person: 'self', property_no, use_kind: 'dwelling', acquired_on: '2015-01-01', ...more };
}
function business(more: LakeRow = {}): LakeRow {
  return {
    person: 'self',
    registration_no: '1',
    role: 'operator',
    status: 'active',
    registered_on: '2024-01-01',
    ...more,
  };
}
function asset(balance_fen: number, more: LakeRow = {}): LakeRow {
  return { person: 'self', asset_kind: 'deposit', balance_fen, as_of: '2026-09-30', ...more };
}

/** The rows of a case as a household of their own among others; people are called `<name>.self`. */
export function asHousehold(name: string, rows: Rows): LakeRows {
  return Object.fromEntries(
    Object.entries(rows).map(([feed, list]) => [
      feed,
      list.map((row) => ({
        ...row,
        person: `${name}.${String(row['person'])}`,
        ...(feed === 'residents' ? { household: name, area: '370502001' } : {}),
        ...(feed === 'recipients' ? { household: name, area: '370502001' } : {}),
      })),
    ]),
  );
}
