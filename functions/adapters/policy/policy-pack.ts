import { createHash } from 'node:crypto';
import { publishedCalendar } from '#policy/calendar/published';
import { dongying } from '#policy/dongying/dongying';
import { packStatus } from '../../../policy/expiry.ts';
import { PolicyInvalid } from '../../../policy/problem.ts';
import { rulesAt } from '../../../policy/rules-at.ts';
import type { RulesInForce } from '../../../policy/rules-in-force.ts';
import type { PolicyPack } from '../../../policy/schema.ts';
import { taskKinds } from '../../domain/casework/vocabulary.ts';
import { areaCode, countyOf } from '../../domain/values/area-code.ts';
import type { AreaCode } from '../../domain/values/area-code.ts';
import { unitId } from '../../domain/values/ids.ts';
import type { UnitId } from '../../domain/values/ids.ts';
import type { Policy } from '../../ports/policy.ts';

/** Days looked at lately; a day's rules are asked for by every step of every case of that day. */
const REMEMBERED = 400;

/** The pack that this deployment carries. */
export function createPolicy(pack: PolicyPack = dongying, calendar = publishedCalendar): Policy {
  const remembered = new Map<string, RulesInForce>();
  const areas = new Map(pack.areas.map((area) => [area.code, area]));
  const units = new Map(pack.units.map((unit) => [unit.id, unit]));
  const unitOf = (kind: 'township-office' | 'county-civil-affairs', area: AreaCode): UnitId => {
    const found = pack.units.find((unit) => unit.kind === kind && unit.area === area);
    if (found === undefined) throw new Error(`the policy pack has no ${kind} for area ${area}`);
    return unitId(found.id);
  };
  const settings = new Map<string, unknown>(pack.settings.map(({ id, value }) => [id, value]));
  const offices = new Map<string, UnitId>();
  const remember = (key: string, find: () => UnitId): UnitId => {
    const unit = offices.get(key) ?? find();
    offices.set(key, unit);
    return unit;
  };

  const townshipUnit = (area: AreaCode): UnitId => remember(`t${area}`, () => unitOf('township-office', area));
  const countyUnit = (area: AreaCode): UnitId =>
    remember(`c${area}`, () => unitOf('county-civil-affairs', countyOf(area) ?? area));

  const templates = new Map(pack.messageTemplates.map((template) => [template.id, template]));

  return {
    calendar,
    area: areaCode(pack.pack.area),
    announcements: pack.announcements,
    mechanism: pack.mechanism,
    unitsIn: (area) => pack.units.flatMap((unit) => (unit.area === area ? [unitId(unit.id)] : [])),
    reliefCauses: pack.reliefCauses,
    alertKinds: pack.alertKinds,
    visitPriorities: pack.visitPriorities,
    incompatibleAid: pack.incompatibleAid,
    queryPurposes: pack.queryPurposes,
    letter(id) {
      const found = pack.letters.find((letter) => letter.id === id);
      if (found === undefined) throw new Error(`the policy pack has no letter ${id}`);
      return found;
    },
    messageTemplate: (id) => templates.get(id),
    mark: createHash('sha256')
      .update(JSON.stringify([pack, calendar]))
      .digest('base64url'),
    titles: Object.fromEntries([
      ...pack.tiers.map(({ id, title }) => [`tier.${id}`, title]),
      ...pack.sources.map(({ code, title, number }) => [
        code,
        number === undefined ? `《${title}》` : `《${title}》(${number})`,
      ]),
      ...[...pack.extensionGrounds, ...pack.pauseGrounds].map(({ id, title }) => [id, title]),
    ]),
    warnings(on) {
      const status = packStatus(pack, on);
      const warnings: string[] = [];
      if (status.kind === 'in-force' && status.warning !== undefined) warnings.push(status.warning.text);
      if (status.kind === 'expired') warnings.push(`${pack.pack.number}已于${status.until}期满,不能据此作出决定`);
      if (status.kind === 'not-yet') warnings.push(`${pack.pack.number}自${status.from}起施行,此前不能据此作出决定`);
      if (on.slice(0, 4) >= calendar.coveredThrough.slice(0, 4)) {
        warnings.push(
          `节假日安排只公布到${calendar.coveredThrough},跨年的工作日期限为暂定,请在国务院通知公布后及时载入`,
        );
      }
      return warnings;
    },
    rules(on, area) {
      const place = countyOf(area) ?? area;
      const key = `${on}|${place}`;
      const known = remembered.get(key);
      if (known !== undefined) return known;
      if (remembered.size >= REMEMBERED) remembered.clear();
      const rules = rulesAt(pack, on, place);
      remembered.set(key, rules);
      return rules;
    },
    ladders: laddersOf(pack),
    setting(id) {
      const value = settings.get(id);
      if (typeof value !== 'number') throw new Error(`the policy pack has no number '${id}' among its settings`);
      return value;
    },
    areaName: (area) => areas.get(area)?.name,
    counties: pack.areas
      .filter(({ kind, code }) => kind !== 'township' && code.length === 6)
      .map(({ code }) => areaCode(code)),
    isTownship: (area) => areas.get(area)?.kind === 'township',
    unitName: (unit) => units.get(unit)?.name,
    unitArea(unit) {
      const area = units.get(unit)?.area;
      return area === undefined ? undefined : areaCode(area);
    },
    unitsAbove(unit) {
      const above: UnitId[] = [];
      for (let at = units.get(unit)?.parent; at !== undefined; at = units.get(at)?.parent) above.push(unitId(at));
      return above;
    },
    unitsUnder(unit) {
      const under = units.has(unit) ? [unit] : [];
      // Grows while it is walked: what is added last is looked at, too.
      for (const above of under) {
        for (const { id, parent } of pack.units) if (parent === above) under.push(unitId(id));
      }
      return under;
    },
    windowUnit: (area) => (areas.get(area)?.kind === 'township' ? townshipUnit(area) : countyUnit(area)),
    townshipUnit,
    countyUnit,
    entitlements: pack.entitlements,
    departmentsOf: (county) =>
      pack.units
        .filter(({ area, kind }) => area === county && (kind === 'department' || kind === 'county-civil-affairs'))
        .map(({ id }) => unitId(id)),
  };
}

/** The pack cannot know which kinds of task the procedure has. */
function laddersOf({ ladders }: PolicyPack): PolicyPack['ladders'] {
  const known: readonly string[] = taskKinds;
  const unknown = ladders.flatMap(({ id, taskKinds: kinds = [] }, index) =>
    kinds
      .filter((kind) => !known.includes(kind))
      .map((kind) => ({
        file: 'ladders.json',
        path: `${index}.taskKinds`,
        value: kind,
        text: `no such kind of task (ladder ${id})`,
        remedy: `Known are: ${known.join(', ')}.`,
      })),
  );
  if (unknown.length > 0) throw new PolicyInvalid(unknown);
  return ladders;
}
