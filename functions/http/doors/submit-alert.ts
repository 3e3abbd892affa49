import { receiveAlert } from '../../usecases/alert/receive-alert.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.submitAlert, async ({ by, body }) => {
    const outcome = await receiveAlert(house, { by, system: body.system, row: body.alert });
    if (isDeclined(outcome)) return decline(outcome);
    return respond(routes.submitAlert, outcome.as === 'received' ? 201 : 200, outcome);
  });
