import type { RulesInForce } from '../../../policy/rules-in-force.ts';
import { ageOn, type CivilDate } from '../values/civil-date.ts';
import type { HouseholdFacts, MemberFacts, Residence } from './facts.ts';
import type { FigureUsed, MissingFact } from './result.ts';

/** What every rule of the ladder reads. */
export interface Context {
  readonly facts: HouseholdFacts;
  readonly rules: RulesInForce;
  /** The day of the decision, which governs rules, standards and ages. */
  readonly on: CivilDate;
}

export type FigureFound =
  | { readonly kind: 'figure'; readonly figure: FigureUsed }
  | { readonly kind: 'absent'; readonly text: string; readonly missing: readonly MissingFact[] };

export function figureOf({ rules }: Context, id: string): FigureFound {
  const found = rules.figures[id];
  if (found === undefined) return { kind: 'absent', text: `规则库中没有“${id}”`, missing: [] };
  if (found.kind === 'missing') return { kind: 'absent', text: found.because, missing: [] };
  const { title, value, unit, source, demo, carriedOver } = found;
  return { kind: 'figure', figure: { id, title, value, unit, source, demo, carriedOver } };
}

/** A figure that differs between town and country. */
export function residenceFigure(context: Context, id: string): FigureFound {
  const residence: Residence | undefined = context.facts.residence;
  if (residence !== undefined) return figureOf(context, `${id}.${residence}`);
  const text = '家庭适用城市还是农村标准';
  return { kind: 'absent', text: `${text}尚不清楚`, missing: [{ fact: 'residence', text }] };
}

/** Undefined where the birth date is unknown. */
export function ageOf(context: Context, person: { readonly birthDate?: CivilDate }): number | undefined {
  return person.birthDate === undefined ? undefined : ageOn(person.birthDate, context.on);
}

export function missingOf(member: MemberFacts, fact: string, text: string): MissingFact {
  return { fact, member: member.memberId, text: `${nameOf(member)}的${text}` };
}

const RELATIONS: Readonly<Record<MemberFacts['relation'], string>> = {
  applicant: '申请人',
  spouse: '配偶',
  child: '子女',
  parent: '父母',
  grandparent: '祖父母(外祖父母)',
  grandchild: '孙子女(外孙子女)',
  sibling: '兄弟姐妹',
  other: '其他成员',
};

/** Relation and number, never a name: '子女(m3)'. */
export function nameOf(member: Pick<MemberFacts, 'relation' | 'memberId'>): string {
  return `${RELATIONS[member.relation]}(${member.memberId})`;
}
