import type { WorkingCalendar } from '../../policy/calendar/working-calendar.ts';
import type { MechanismRules } from '../../policy/mechanism-schema.ts';
import type { RulesInForce } from '../../policy/rules-in-force.ts';
import type {
  AlertKind,
  Announcements,
  Entitlements,
  IncompatibleAid,
  Ladder,
  LetterId,
  LetterText,
  MessageTemplate,
  QueryPurpose,
  ReliefCause,
  SettingId,
  VisitPriorityRule,
} from '../../policy/schema.ts';
import type { AreaCode } from '../domain/values/area-code.ts';
import type { CivilDate } from '../domain/values/civil-date.ts';
import type { UnitId } from '../domain/values/ids.ts';

/** The loaded policy pack, asked by day and place. */
export interface Policy {
  readonly calendar: WorkingCalendar;
  /** Changes with the pack or the calendar that is loaded. */
  readonly mark: string;
  /** What must be seen to before it stops the work: a pack that runs out, a calendar that ends. Chinese. */
  warnings(on: CivilDate): readonly string[];
  /** What sources and grounds are called, by their codes; tiers by `tier.` and theirs. */
  readonly titles: Readonly<Record<string, string>>;
  rules(on: CivilDate, area: AreaCode): RulesInForce;
  /** When whom to remind of what. */
  readonly ladders: readonly Ladder[];
  /** A number of the pack's settings; throws for one that the loader should have demanded. */
  setting(id: SettingId): number;
  /** Undefined where the pack has no such place. */
  areaName(area: AreaCode): string | undefined;
  isTownship(area: AreaCode): boolean;
  /** Counties, and zones beside them. */
  readonly counties: readonly AreaCode[];
  unitName(unit: UnitId): string | undefined;
  /** The area that the unit serves; undefined for an unknown unit. */
  unitArea(unit: UnitId): AreaCode | undefined;
  /** Unit tree upwards, nearest first; empty for an unknown unit. */
  unitsAbove(unit: UnitId): readonly UnitId[];
  /** The area that the pack is made for. */
  readonly area: AreaCode;
  /** 一事一议: seats, papers, mandate. */
  readonly mechanism: MechanismRules;
  /** Units that serve just this area. */
  unitsIn(area: AreaCode): readonly UnitId[];
  /** Who is told of what. */
  readonly announcements: Announcements;
  /** Why somebody may get 临时救助. */
  readonly reliefCauses: readonly ReliefCause[];
  /** What an alert may say. */
  readonly alertKinds: readonly AlertKind[];
  /** What departments may ask of a person. */
  readonly queryPurposes: readonly QueryPurpose[];
  /** Beside the tiers, which exclude each other. */
  readonly incompatibleAid: readonly IncompatibleAid[];
  /** Which family is visited first; the most pressing first, `other` last. */
  readonly visitPriorities: readonly VisitPriorityRule[];
  letter(id: LetterId): LetterText;
  messageTemplate(id: string): MessageTemplate | undefined;
  /** The unit and all below it in the tree; empty for an unknown unit. */
  unitsUnder(unit: UnitId): readonly UnitId[];
  townshipUnit(area: AreaCode): UnitId;
  /** Where the people of a place come to: the township's window; of a county as a whole its civil affairs. */
  windowUnit(area: AreaCode): UnitId;
  countyUnit(area: AreaCode): UnitId;
  /** Needs, who answers for them, and what can be given. */
  readonly entitlements: Entitlements;
  /** Units of a county (6 digits) that answer for needs: its departments and its civil affairs. */
  departmentsOf(county: string): readonly UnitId[];
}
