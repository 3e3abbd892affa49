import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomIds } from '../../functions/adapters/crypto/random-ids.ts';
import type { HandoverRecord, StaffMember, Substitution } from '../../functions/domain/people/staff.ts';
import { civilDate } from '../../functions/domain/values/civil-date.ts';
import { unitId } from '../../functions/domain/values/ids.ts';
import type { ItemStore } from '../../functions/ports/item-store.ts';
import type { People } from '../../functions/ports/people.ts';
import { createPeople } from '../../functions/store/people.ts';
import { createOutbox } from '../../functions/store/queues.ts';
import { reviewer } from '../support/case-head.ts';

const NOW = Date.parse('2026-03-02T09:00:00+08:00');

export interface PeopleSetup {
  readonly open: () => Promise<{ readonly items: ItemStore; readonly close: () => Promise<void> }>;
}

/** What the register of staff promises, on whatever stands below it. */
export function peopleContract({ open }: PeopleSetup): void {
  let items: ItemStore;
  let people: People;
  let close: () => Promise<void>;
  let count = 0;

  beforeAll(async () => {
    ({ items, close } = await open());
    people = createPeople({ items, time: { now: () => NOW }, ids: randomIds });
  });
  afterAll(() => close());

  const nextUnit = () => unitId(`unit-${(count += 1)}`);
  const somebody = (more: Partial<StaffMember> = {}): StaffMember => ({
    ...reviewer,
    subject: `person-${(count += 1)}`,
    unit: nextUnit(),
    ...more,
  });
  const substitutionOf = (staff: StaffMember, id: string): Substitution => ({
    id,
    person: staff.subject,
    substitute: 'other',
    unit: staff.unit,
    from: civilDate('2026-03-02'),
    until: civilDate('2026-03-06'),
    enteredBy: staff.subject,
  });
  const handoverOf = (staff: StaffMember, id: string): HandoverRecord => ({
    id,
    leaver: staff.subject,
    unit: staff.unit,
    reason: '调离(演示)',
    by: 'head',
    at: NOW,
    moved: 0,
  });

  describe('the staff', () => {
    it('knows who was welcomed, by name and in the unit', async () => {
      const staff = somebody();
      await people.welcome(staff);
      expect(await people.member(staff.subject)).toEqual(staff);
      expect(await people.inUnit(staff.unit)).toEqual([staff]);
      expect(await people.member('nobody')).toBeUndefined();
    });

    it('follows what the token shows, and a person who moves is in one unit only', async () => {
      const staff = somebody();
      await people.welcome(staff);
      const moved = { ...staff, unit: nextUnit(), roles: ['unit-head'] as const };
      await people.welcome(moved);
      expect(await people.member(staff.subject)).toEqual(moved);
      expect(await people.inUnit(staff.unit)).toEqual([]);
      expect(await people.inUnit(moved.unit)).toEqual([moved]);
    });

    it('keeps one entry, whoever of many welcomes at once', async () => {
      const staff = somebody();
      await Promise.all(Array.from({ length: 20 }, () => people.welcome(staff)));
      expect(await people.inUnit(staff.unit)).toEqual([staff]);
    });
  });

  describe('substitutions', () => {
    it('keeps each and counts the changes', async () => {
      const staff = somebody();
      expect(await people.substitutionsRevision(staff.unit)).toBe(0);
      const first = substitutionOf(staff, 's1');
      expect(await people.saveSubstitution(first, 0)).toBe('saved');
      expect(await people.saveSubstitution({ ...first, endedOn: civilDate('2026-03-03') }, 1)).toBe('saved');
      expect(await people.substitutions(staff.unit)).toEqual([{ ...first, endedOn: '2026-03-03' }]);
      expect(await people.substitutionsRevision(staff.unit)).toBe(2);
    });

    it('keeps the outcome with the request’s key, once', async () => {
      const staff = somebody();
      const once = {
        key: { principal: staff.subject, route: 'enter', key: 'key-12345', requestHash: 'h' },
        outcome: { kind: 'x' },
      };
      expect(await people.saveSubstitution(substitutionOf(staff, 's1'), 0, once)).toBe('saved');
      expect(await people.saveSubstitution(substitutionOf(staff, 's2'), 1, once)).toBe('repeated');
      expect(await people.substitutions(staff.unit)).toHaveLength(1);
    });

    it('lets one of many writers through who all read the same revision', async () => {
      const staff = somebody();
      const results = await Promise.all(
        Array.from({ length: 20 }, (_, at) => people.saveSubstitution(substitutionOf(staff, `s${at}`), 0)),
      );
      expect(results.filter((result) => result === 'saved')).toHaveLength(1);
      expect(await people.substitutions(staff.unit)).toHaveLength(1);
    });
  });

  describe('handovers', () => {
    it('marks the leaver, keeps the record and leaves one message, once', async () => {
      const staff = somebody();
      await people.welcome(staff);
      const record = handoverOf(staff, `handover-${staff.subject}`);
      const left = { ...staff, leftOn: civilDate('2026-03-02') };
      const begun = await Promise.all([
        people.beginHandover(record, left),
        people.beginHandover({ ...record, id: `${record.id}-again` }, left),
      ]);
      expect(begun.toSorted()).toEqual(['already-left', 'begun']);
      expect(await people.member(staff.subject)).toEqual(left);
      expect(await people.inUnit(staff.unit)).toEqual([left]);
      const waiting = await Array.fromAsync(createOutbox(items).waiting());
      const ours = waiting.filter(({ message }) => message.kind === 'handover');
      expect(ours).toHaveLength(1);
    });

    it('welcomes nobody back, not even one who signs in at the same moment', async () => {
      const staff = somebody();
      await people.welcome(staff);
      const left = { ...staff, leftOn: civilDate('2026-03-02') };
      await Promise.all([
        people.welcome({ ...staff, name: '新名(演示)' }),
        people.beginHandover(handoverOf(staff, `handover-${staff.subject}`), left),
        people.welcome({ ...staff, name: '又一名(演示)' }),
      ]);
      await people.welcome({ ...staff, name: '改名(演示)' });
      expect((await people.member(staff.subject))?.leftOn).toBe('2026-03-02');
    });

    it('stamps its end once', async () => {
      const staff = somebody();
      const record = handoverOf(staff, `handover-${staff.subject}`);
      await people.beginHandover(record, { ...staff, leftOn: civilDate('2026-03-02') });
      await people.finishHandover(record.id, NOW + 1);
      await people.finishHandover(record.id, NOW + 2);
      expect(await people.handover(record.id)).toEqual({ ...record, doneAt: NOW + 1 });
    });
  });
}
