import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { fileObjection } from '../../usecases/file-objection.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.fileObjection, async ({ by, params, body, key }) => {
    const outcome = await fileObjection(house, { by, caseId: params.caseId, key, ...body });
    return isDeclined(outcome) ? decline(outcome) : respond(routes.fileObjection, 200, outcome);
  });
