import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { readChanges } from '../../usecases/read-messages.ts';
import { door as open } from '../door.ts';
import { decline, notModified, respond } from '../respond.ts';
import { messagesRoutes } from '../routes/messages.ts';

export const door = (house: House) =>
  open(messagesRoutes.readChanges, async ({ by, query, seen }) => {
    const outcome = await readChanges(house, { by, ...query, ...(seen === undefined ? {} : { seen }) });
    if (isDeclined(outcome)) return decline(outcome);
    if (outcome.kind === 'unchanged') return notModified(outcome.mark);
    return respond(messagesRoutes.readChanges, 200, outcome.view, { etag: `"${outcome.mark}"` });
  });
