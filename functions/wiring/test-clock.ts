import { setTimeout as sleep } from 'node:timers/promises';
import type { TestClock } from '../ports/test-clock.ts';
import { clock } from './clock.ts';
import { openIdentity } from './identity.ts';
import { openSweeps } from './sweeps.ts';
import type { Environment } from './environment.ts';
import type { Sweeping } from './sweeps.ts';
import type { HttpGroup } from './http-group.ts';

export interface ClockDesk extends Pick<HttpGroup, 'identity'> {
  readonly clock: TestClock;
  readonly sweeping: Sweeping;
  /** Waits until no message waits and no closed task waits for its procedure, but not for long: others may be at work. */
  readonly rest: () => Promise<void>;
}

const LOOKS = 20;
const LOOK_MS = 100;

/** The clock of a test deployment, which sweeps as it moves. */
export async function openClockDesk(environment: Environment): Promise<ClockDesk> {
  const sweeping = await openSweeps(environment);
  const isBusy = async (): Promise<boolean> => {
    for await (const _ of sweeping.delivery.outbox.waiting()) return true;
    for await (const _ of sweeping.unsettled.unsettled(clock.now())) return true;
    return false;
  };
  return {
    identity: openIdentity(environment),
    clock,
    sweeping,
    async rest() {
      // Twice in a row: between two looks a procedure may be on its way from one task to the next.
      for (let look = 0, quiet = 0; look < LOOKS && quiet < 2; look += 1) {
        quiet = (await isBusy()) ? 0 : quiet + 1;
        await sleep(LOOK_MS);
      }
    },
  };
}
