import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actions, authorize } from '../../../../functions/domain/authority/authorize.ts';
import type { Action, Resource } from '../../../../functions/domain/authority/authorize.ts';
import { roles } from '../../../../functions/domain/authority/principal.ts';
import type { Principal } from '../../../../functions/domain/authority/principal.ts';
import { areaCode } from '../../../../functions/domain/values/area-code.ts';
import { unitId } from '../../../../functions/domain/values/ids.ts';
import { routes } from '../../../../functions/http/routes.ts';

const areas = ['3705', '370502', '370502100', '370502101', '370522', '370522102'].map(areaCode);
const units = ['township-370502100', 'township-370502101', 'county-civil-affairs-370502'].map(unitId);
const anyRole = fc.constantFrom(...roles);
const anyPrincipal: fc.Arbitrary<Principal> = fc.record({
  subject: fc.constant('p'),
  name: fc.constant(''),
  roles: fc.uniqueArray(anyRole),
  unit: fc.constantFrom(...units),
  area: fc.constantFrom(...areas),
});
const anyResource = fc.record(
  { area: fc.constantFrom(...areas), unit: fc.constantFrom(...units), roles: fc.uniqueArray(anyRole) },
  { requiredKeys: ['area'] },
);
const anyAction = fc.constantFrom(...actions);

describe('authorize', () => {
  it('hides whatever lies outside the person’s area, whoever asks for whatever', () => {
    fc.assert(
      fc.property(anyPrincipal, anyAction, anyResource, (principal, action, resource) => {
        const isOutside = !resource.area.startsWith(principal.area);
        expect(authorize(principal, action, resource).kind === 'hidden').toBe(isOutside);
      }),
    );
  });

  it('gives nothing to a person without a role', () => {
    fc.assert(
      fc.property(anyPrincipal, anyAction, anyResource, (principal, action, resource) => {
        expect(authorize({ ...principal, roles: [] }, action, resource).kind).not.toBe('allowed');
      }),
    );
  });

  it('takes nothing away when a role is added', () => {
    fc.assert(
      fc.property(anyPrincipal, anyRole, anyAction, anyResource, (principal, role, action, resource) => {
        fc.pre(authorize(principal, action, resource).kind === 'allowed');
        const after = authorize({ ...principal, roles: [...principal.roles, role] }, action, resource);
        expect(after.kind).toBe('allowed');
      }),
    );
  });

  it('lets only the unit’s own people, in a role that the task names, touch its tasks', () => {
    fc.assert(
      fc.property(
        anyPrincipal,
        fc.constantFrom('task.claim', 'task.decide', 'task.release'),
        anyResource,
        (principal, action, resource) => {
          const asked = { unit: units[0]!, roles: [], ...resource };
          if (authorize(principal, action, asked).kind !== 'allowed') return;
          expect(principal.unit).toBe(asked.unit);
          expect(principal.roles.some((role) => asked.roles.includes(role))).toBe(true);
        },
      ),
    );
  });

  describe('of work that others do', () => {
    const place = (area: string, unit: string) => ({ area: areaCode(area), unit: unitId(unit) });
    const township = place('370502100', 'township-370502100');
    const county = place('370502', 'county-civil-affairs-370502');
    const city = place('3705', 'city-civil-affairs');
    const work: Resource = {
      ...township,
      above: [county.unit, city.unit],
      window: township.unit,
      roles: ['window-clerk'],
    };
    const countyWork: Resource = { ...work, unit: county.unit, above: [city.unit], roles: ['county-reviewer'] };
    const seats = { township, county, city, next: place('370502', 'county-education-370502') };
    const who = (action: Action, resource: Resource) =>
      Object.entries(seats).flatMap(([seat, at]) =>
        roles
          .filter(
            (role) => authorize({ subject: 'p', name: '', roles: [role], ...at }, action, resource).kind === 'allowed',
          )
          .map((role) => `${seat} ${role}`),
      );

    it('lets its head and those above reassign it and hand its people’s work over', () => {
      for (const action of ['task.reassign', 'handover.begin'] as const) {
        expect(who(action, work)).toEqual([
          'township unit-head',
          'county unit-head',
          'county supervisor',
          'city unit-head',
          'city supervisor',
        ]);
        expect(who(action, countyWork)).toEqual(['county unit-head', 'city unit-head', 'city supervisor']);
      }
    });

    it('lets the county’s own reviewers move a motion and keep its file, and members alone vote and close', () => {
      const motion: Resource = { area: areaCode('370502100'), unit: county.unit };
      expect(who('motion.open', motion)).toEqual(['county county-reviewer']);
      expect(who('attendance.record', motion).filter((seat) => !seat.endsWith('county-reviewer'))).toEqual([]);
      for (const action of ['vote.cast', 'ballot.close'] as const) {
        expect(who(action, motion).filter((seat) => !seat.endsWith('mechanism-member'))).toEqual([]);
      }
      expect(who('conflict.declare', motion).map((seat) => seat.split(' ')[1])).not.toContain('window-clerk');
    });

    it('shows a motion to a department only where its own people carry it out', () => {
      const clerk = (unit: string) =>
        authorize(
          { subject: 'p', name: '', roles: ['department-clerk'], unit: unitId(unit), area: areaCode('370502') },
          'motion.read',
          { area: areaCode('370502100'), unit: unitId('county-health-370502') },
        ).kind;
      expect([clerk('county-health-370502'), clerk('county-finance-370502')]).toEqual(['allowed', 'forbidden']);
      expect(who('minutes.read', { area: areaCode('370502100') }).some((seat) => seat.endsWith('clerk'))).toBe(false);
    });

    it('lets the window of the family, its head and those above urge it', () => {
      expect(who('task.urge', countyWork)).toEqual([
        'township window-clerk',
        'county unit-head',
        'city window-clerk',
        'city county-reviewer',
        'city unit-head',
        'city supervisor',
      ]);
    });

    it('lets heads and supervisors of the unit and above watch it', () => {
      for (const action of ['supervision.read', 'handover.read', 'webhook.read', 'webhook.manage'] as const) {
        expect(who(action, countyWork)).toEqual([
          'county unit-head',
          'county supervisor',
          'city unit-head',
          'city supervisor',
        ]);
      }
    });

    it('lets those who may do a piece of work take its decision back, and nobody else', () => {
      expect(who('task.take-back', work)).toEqual(['township window-clerk']);
      expect(who('task.take-back', countyWork)).toEqual(['county county-reviewer']);
    });

    it('shows everybody with work their inbox, and lets all but departments and the mechanism search for families', () => {
      const seats = (action: Action) => who(action, township).filter((seat) => seat.startsWith('township'));
      const outside = ['department-clerk', 'mechanism-member'];
      const working = roles.filter((role) => role !== 'village-worker');
      expect(seats('inbox.read')).toEqual(working.map((role) => `township ${role}`));
      expect(seats('inbox.search')).toEqual(
        working.filter((role) => !outside.includes(role)).map((role) => `township ${role}`),
      );
    });

    it('lets people enter their own absence, and only their head another’s', () => {
      expect(who('substitution.enter', township)).toEqual([
        'township window-clerk',
        'township township-reviewer',
        'township county-reviewer',
        'township department-clerk',
        'township mechanism-member',
        'township unit-head',
      ]);
      expect(who('substitution.enter-for-another', township)).toEqual(['township unit-head']);
    });
  });

  it('lets village workers report, see and record visits in their township, and nothing else', () => {
    const worker: Principal = {
      subject: 'v',
      name: '',
      roles: ['village-worker'],
      unit: unitId('township-370502100'),
      area: areaCode('370502100'),
    };
    const may = (area: string) =>
      actions.filter((action) => authorize(worker, action, { area: areaCode(area) }).kind === 'allowed').toSorted();
    expect(may('370502100')).toEqual(['visit.read', 'visit.record', 'visit.report']);
    expect(may('370502101')).toEqual([]);
  });

  it('keeps department clerks out of assistance files', () => {
    const clerk: Principal = {
      subject: 'c',
      name: '',
      roles: ['department-clerk'],
      unit: unitId('county-medical-security-370502'),
      area: areaCode('3705'),
    };
    const own: readonly Action[] = [
      'inbox.read',
      // Of which it has a part; the use case hides the others.
      'referral.read',
      'substitution.enter',
      'task.claim',
      'task.decide',
      'task.release',
    ];
    const allowed = actions.filter(
      (action) => authorize(clerk, action, { area: areaCode('370502') }).kind === 'allowed',
    );
    // Whoever learns of a change says so; what comes of it they see only where it is their own unit's.
    expect(allowed.toSorted()).toEqual(
      [...own, 'alert.submit', 'person.query', 'visit.report', 'termination.open', 'task.take-back'].toSorted(),
    );
  });

  it('lets only windows take a need in or back', () => {
    for (const action of ['referral.open', 'referral.withdraw'] as const) {
      const may = roles.filter((role) => {
        const at = { unit: unitId('township-370502100'), area: areaCode('370502100') };
        return authorize({ subject: 'p', name: '', roles: [role], ...at }, action, at).kind === 'allowed';
      });
      expect(may).toEqual(['window-clerk']);
    }
  });

  it('shows departments their own unit’s work and no other', () => {
    const unit = unitId('county-medical-security-370502');
    const clerk: Principal = { subject: 'c', name: '', roles: ['department-clerk'], unit, area: areaCode('370502') };
    for (const action of ['task.read', 'task.list'] as const) {
      expect(authorize(clerk, action, { area: areaCode('370502100'), unit }).kind).toBe('allowed');
      const elsewhere = { area: areaCode('370502100'), unit: unitId('township-370502100') };
      expect(authorize(clerk, action, elsewhere).kind).toBe('forbidden');
    }
  });
});

describe('the route table', () => {
  it('asks for a permission on every route but the open ones', () => {
    const open = Object.values(routes)
      .filter((route) => !('action' in route))
      .map(({ id }) => id);
    expect(open).toEqual(['health', 'listPublicNotices', 'readTestClock']);
  });

  it('lets every change be retried, and asks only for actions that there are', () => {
    const table = Object.values(routes);
    const once = table.filter((route) => route.method === 'POST' && !('isIdempotent' in route)).map(({ id }) => id);
    // An alert is known by its source's row, a visit's record by its own id, a file by its content; what is closed, planned or switched so
    // already stays so, and a scan or a review raises nothing twice: all may be sent again without a key. A query changes nothing but its own record.
    expect(once.toSorted()).toEqual([
      'closeAlerts',
      'importFeed',
      'moveTestClock',
      'planVisits',
      'queryPerson',
      'recordVisits',
      'reviewHouseholds',
      'startScan',
      'submitAlert',
      'submitAlerts',
      'switchIndicator',
    ]);
    expect(
      table.flatMap((route) => ('action' in route ? [route.action] : [])).filter((action) => !actions.includes(action)),
    ).toEqual([]);
  });
});
