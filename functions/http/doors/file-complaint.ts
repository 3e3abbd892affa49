import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { fileComplaint } from '../../usecases/file-objection.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { intakeRoutes } from '../routes/intake.ts';

export const door = (house: House) =>
  open(intakeRoutes.fileComplaint, async ({ by, params, body, key }) => {
    const outcome = await fileComplaint(house, { by, caseId: params.caseId, key, ...body });
    return isDeclined(outcome) ? decline(outcome) : respond(intakeRoutes.fileComplaint, 200, outcome);
  });
