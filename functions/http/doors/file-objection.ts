import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { fileObjection } from '../../usecases/file-objection.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { intakeRoutes } from '../routes/intake.ts';

export const door = (house: House) =>
  open(intakeRoutes.fileObjection, async ({ by, params, body, key }) => {
    const outcome = await fileObjection(house, { by, caseId: params.caseId, key, ...body });
    return isDeclined(outcome) ? decline(outcome) : respond(intakeRoutes.fileObjection, 200, outcome);
  });
