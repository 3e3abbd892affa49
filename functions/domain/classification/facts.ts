import type { IncomeKind } from '../../../policy/schema.ts';
import type { CivilDate } from '../values/civil-date.ts';
import type { Fen } from '../values/fen.ts';
import type { MemberId } from '../values/ids.ts';

/**
 * What the ladder judges. An absent property is a fact nobody knows yet; it is asked for only when a verdict turns on it.
 * No names and no ID numbers; health and wealth are here, so the whole value is sensitive.
 */
export interface HouseholdFacts {
  readonly residence?: Residence;
  /** All who live together, and relatives who are left out by law (`absence`, `clergyYears`). At least the applicant. */
  readonly members: readonly MemberFacts[];
  /** On the list of the agriculture department's anti-relapse system. */
  readonly antiRelapse?: boolean;
}

export type Residence = 'urban' | 'rural';

export interface MemberFacts {
  readonly memberId: MemberId;
  readonly relation: Relation;
  readonly birthDate?: CivilDate;
  /** Not living with the family for one of these reasons: left out of the household. */
  readonly absence?: Absence;
  /** Years lived away from the family at a religious site; from 3 on the person is left out of the household. */
  readonly clergyYears?: number;
  readonly disability?: Disability;
  /** A serious illness as the local medical-security rule recognises it. */
  readonly seriousIllness?: boolean;
  readonly study?: Study;
  readonly employed?: boolean;
  /** All income items; empty: none at all. */
  readonly incomes?: readonly IncomeItem[];
  /** Necessary costs of earning the wage; absent counts as none. */
  readonly jobCostMonthlyFen?: Fen;
  /** Recognised monthly deduction for spending on disability or serious illness; absent counts as none. */
  readonly hardshipDeductionMonthlyFen?: Fen;
  /** Own rigid spending in the 12 months before the application, after subsidies and insurance; empty: none. */
  readonly spending?: readonly SpendingItem[];
  /** What stands in this person's name; joint property is entered once, under one owner. */
  readonly assets?: Assets;
  /** Persons with a legal duty to support this one, in the household or outside; empty: none. Needed for 特困 only. */
  readonly obligors?: readonly Obligor[];
  /** Needed for the care band of 特困 only; each item: can do it alone. */
  readonly selfCare?: SelfCare;
  readonly supportMode?: 'institution' | 'home';
  /** Minors: the scheme chosen instead of 特困, if any. */
  readonly childScheme?: 'none' | 'orphan' | 'de-facto-unattended';
  /** Already in 特困 support: keeps it to 18, and in school beyond. */
  readonly inDestituteSupport?: boolean;
}

export type Relation = 'applicant' | 'spouse' | 'child' | 'parent' | 'grandparent' | 'grandchild' | 'sibling' | 'other';

export type Absence = 'none' | 'prison' | 'compulsory-rehabilitation' | 'declared-missing';

export type DisabilityKind = 'vision' | 'hearing' | 'speech' | 'physical' | 'intellectual' | 'mental' | 'multiple';

/** Grade 1 is the most severe. */
export type Disability = { readonly kind: 'none' } | { readonly kind: DisabilityKind; readonly grade: 1 | 2 | 3 | 4 };

export type Study =
  | 'none'
  | 'kindergarten'
  | 'compulsory'
  | 'senior-high'
  | 'secondary-vocational'
  | 'undergraduate'
  | 'postgraduate';

/** The pack's kinds, for borders that may not read the pack. */
export const incomeKinds = [
  'wage',
  'business',
  'property',
  'transfer',
  'maintenance',
  'pension',
  'basic-pension',
  'elderly-allowance',
  'special-care',
  'family-planning-award',
  'scholarship',
  'bravery-award',
  'government-relief',
  'other',
] as const satisfies readonly IncomeKind[];

export interface IncomeItem {
  readonly kind: IncomeKind;
  readonly monthlyFen: Fen;
  /** Of maintenance: who pays. Route 参照单人户 disregards what siblings and persons of 60 and more pay. */
  readonly paidBy?: 'sibling' | 'aged-60' | 'other';
}

export type SpendingKind = 'living' | 'medical' | 'education' | 'disability-rehabilitation' | 'other';

export interface SpendingItem {
  readonly kind: SpendingKind;
  /** Of the 12 months together. */
  readonly fen: Fen;
}

export interface Assets {
  /** Deposits, securities, funds, commercial insurance, claims. */
  readonly financialFen: Fen;
  readonly homes: number;
  readonly vehicles: number;
  readonly businesses: number;
}

export interface SelfCare {
  readonly eating?: boolean;
  readonly dressing?: boolean;
  readonly gettingUp?: boolean;
  readonly toilet?: boolean;
  readonly walkingIndoors?: boolean;
  readonly bathing?: boolean;
}

export interface Obligor {
  readonly relation: 'spouse' | 'child' | 'parent' | 'grandchild' | 'grandparent' | 'sibling' | 'other';
  /** When the obligor is a member of this household: the rest is then read from the member's own facts. */
  readonly memberId?: MemberId;
  readonly birthDate?: CivilDate;
  readonly status?: 'none' | 'destitute' | 'dibao';
  readonly monthlyIncomeFen?: Fen;
  /** Own property within the rule for low-income families. */
  readonly assetsWithinRule?: boolean;
  readonly disability?: Disability;
  readonly incapacity?: 'none' | 'no-civil-capacity' | 'declared-missing' | 'prison';
}

/**
 * What an investigation or an information check found out. Each property present replaces the declared one as a whole;
 * absent properties leave it standing.
 */
export interface Findings {
  readonly residence?: Residence;
  readonly antiRelapse?: boolean;
  readonly members?: readonly MemberFindings[];
}

export type MemberFindings = Partial<Omit<MemberFacts, 'memberId'>> & Pick<MemberFacts, 'memberId'>;
