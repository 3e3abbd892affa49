import { civilDateOf } from '../../domain/values/civil-date.ts';
import { areaCode } from '../../domain/values/area-code.ts';
import type { House } from '../../usecases/house.ts';
import { door as open } from '../door.ts';
import { respond } from '../respond.ts';
import type { Stage } from '../route.ts';
import { intakeRoutes } from '../routes/intake.ts';

const CITY = areaCode('3705');

export const door = (house: House, stage: Stage) =>
  open(intakeRoutes.health, async () => {
    const today = civilDateOf(house.time.now());
    const { packId } = house.policy.rules(today, CITY);
    return respond(intakeRoutes.health, 200, {
      status: 'ok',
      stage,
      pack: packId,
      today,
      calendarThrough: house.policy.calendar.coveredThrough,
      warnings: house.policy.warnings(today),
    });
  });
