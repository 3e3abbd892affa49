import * as z from 'zod';
import { roles } from '../domain/authority/principal.ts';
import type { HandoverRecord, StaffMember, Substitution } from '../domain/people/staff.ts';
import { areaCodeSchema } from '../domain/values/area-code.ts';
import { civilDateSchema } from '../domain/values/civil-date.ts';
import { unitIdSchema } from '../domain/values/ids.ts';
import type { Ids } from '../ports/ids.ts';
import type { Item, ItemStore, WriteAction } from '../ports/item-store.ts';
import type { People } from '../ports/people.ts';
import type { Time } from '../ports/time.ts';
import { every } from './every.ts';
import { attributes, outboxItem, read } from './items.ts';
import * as keys from './keys.ts';
import { onceAction } from './once.ts';

const staffSchema = z.object({
  subject: z.string(),
  name: z.string(),
  roles: z.array(z.enum(roles)),
  unit: unitIdSchema,
  area: areaCodeSchema,
  leftOn: z.exactOptional(civilDateSchema),
}) satisfies z.ZodType<StaffMember>;

const substitutionSchema = z.object({
  id: z.string(),
  person: z.string(),
  substitute: z.string(),
  unit: unitIdSchema,
  from: civilDateSchema,
  until: civilDateSchema,
  enteredBy: z.string(),
  endedOn: z.exactOptional(civilDateSchema),
}) satisfies z.ZodType<Substitution>;

const handoverSchema = z.object({
  id: z.string(),
  leaver: z.string(),
  unit: unitIdSchema,
  to: z.exactOptional(z.string()),
  reason: z.string(),
  by: z.string(),
  at: z.number(),
  moved: z.int(),
  doneAt: z.exactOptional(z.number()),
}) satisfies z.ZodType<HandoverRecord>;

const staffOf = (item: Item): StaffMember => read(staffSchema, item);

const isSame = (known: StaffMember, seen: StaffMember): boolean =>
  known.name === seen.name &&
  known.unit === seen.unit &&
  known.area === seen.area &&
  known.roles.join() === seen.roles.join();

export function createPeople({ items, time, ids }: { items: ItemStore; time: Time; ids: Ids }): People {
  const member = async (subject: string): Promise<StaffMember | undefined> => {
    const item = await items.get(keys.staffKey(subject));
    return item === undefined ? undefined : staffOf(item);
  };
  /** The person, and the same person in the list of the unit. */
  const staffItem = (staff: StaffMember): Item => ({ ...keys.staffKey(staff.subject), ...attributes(staff) });
  const listedItem = (staff: StaffMember): Item => ({
    ...keys.unitStaffKey(staff.unit, staff.subject),
    ...attributes(staff),
  });
  const revisionOf = async (unit: UnitOf): Promise<number> => {
    const item = await items.get(keys.substitutionsHeadKey(unit));
    return item === undefined ? 0 : read(z.int(), item, item['revision']);
  };

  return {
    member,

    async welcome(seen) {
      const known = await member(seen.subject);
      if (known !== undefined && (known.leftOn !== undefined || isSame(known, seen))) return;
      const moved: WriteAction[] =
        known === undefined || known.unit === seen.unit
          ? []
          : [{ kind: 'delete', key: keys.unitStaffKey(known.unit, known.subject) }];
      // A handover that came in between has the last word: nobody is welcomed back by an old token.
      await items.transact([
        { kind: 'put', item: staffItem(seen), when: { absent: ['leftOn'] } },
        { kind: 'put', item: listedItem(seen) },
        ...moved,
      ]);
    },

    async inUnit(unit) {
      const query = { partition: keys.unitStaffPartition(unit), range: { beginsWith: keys.unitStaffPrefix } };
      return (await Array.fromAsync(every(items, query))).map(staffOf);
    },

    async substitutions(unit) {
      const query = { partition: keys.unitStaffPartition(unit), range: { beginsWith: keys.substitutionPrefix } };
      return (await Array.fromAsync(every(items, query))).map((item) => read(substitutionSchema, item));
    },

    substitutionsRevision: revisionOf,

    async saveSubstitution(substitution, revision, once) {
      const result = await items.transact([
        {
          kind: 'put',
          item: { ...keys.substitutionsHeadKey(substitution.unit), revision: revision + 1 },
          when: revision === 0 ? { exists: false } : { equals: { revision } },
        },
        {
          kind: 'put',
          item: { ...keys.substitutionKey(substitution.unit, substitution.id), ...attributes(substitution) },
        },
        ...(once === undefined ? [] : [onceAction(once, time.now())]),
      ]);
      if (result.kind === 'committed') return 'saved';
      return result.failures.some(({ action }) => action === 2) ? 'repeated' : 'stale';
    },

    async handover(id) {
      const item = await items.get(keys.handoverKey(id));
      return item === undefined ? undefined : read(handoverSchema, item);
    },

    async beginHandover(record, leaver, once) {
      const result = await items.transact([
        { kind: 'put', item: staffItem(leaver), when: { absent: ['leftOn'] } },
        { kind: 'put', item: listedItem(leaver) },
        { kind: 'put', item: { ...keys.handoverKey(record.id), ...attributes(record) }, when: { exists: false } },
        { kind: 'put', item: outboxItem({ kind: 'handover', handoverId: record.id }, ids.unique(), time.now()) },
        ...(once === undefined ? [] : [onceAction(once, time.now())]),
      ]);
      if (result.kind === 'committed') return 'begun';
      return result.failures.some(({ action }) => action === 4) ? 'repeated' : 'already-left';
    },

    async finishHandover(id, at) {
      const when = { all: [{ exists: true }, { absent: ['doneAt'] }] };
      await items.transact([{ kind: 'update', key: keys.handoverKey(id), set: { doneAt: at }, when }]);
    },
  };
}

type UnitOf = Parameters<People['inUnit']>[0];
