import { isDeclined } from '../../usecases/outcome.ts';
import type { House } from '../../usecases/house.ts';
import { submitApplication } from '../../usecases/submit-application.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { intakeRoutes } from '../routes/intake.ts';

export const door = (house: House) =>
  open(intakeRoutes.submitApplication, async ({ by, body, key }) => {
    const outcome = await submitApplication(house, { by, submission: body, key });
    if (isDeclined(outcome)) return decline(outcome);
    const status = outcome.status === 'awaiting-documents' ? 202 : 201;
    return respond(intakeRoutes.submitApplication, status, outcome, { location: `/applications/${outcome.caseId}` });
  });
