import { randomUUID } from 'node:crypto';
import { TownClient } from '../../local/demo/town-client.ts';
import type { Answer } from '../../local/demo/town-client.ts';

/** A client after whose every accepted change something happens to the town; a mere claim is none. */
export class DisturbedClient extends TownClient {
  readonly #disturb: (caseId: string | undefined, client: TownClient) => Promise<void>;

  /** `disturb` gets the case that was changed, where the path names its task. */
  constructor(
    { url, options }: TownClient,
    disturb: (caseId: string | undefined, client: TownClient) => Promise<void>,
  ) {
    super(url, options);
    this.#disturb = disturb;
  }

  override async post(as: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const answer = await super.post(as, path, body, headers);
    const changed = /^\/tasks\/([^./]+)\..*\/(?:decision|vote|ballot-closing)$/.exec(path)?.[1];
    if (answer.status < 300 && !path.endsWith('/claim')) await this.#disturb(changed, this);
    return answer;
  }
}

/** Throws the execution of the changed case away, where one is still under way; gives the number of times it did. */
export function restarting() {
  let restarts = 0;
  return {
    count: () => restarts,
    disturb: async (caseId: string | undefined, client: TownClient): Promise<void> => {
      if (caseId === undefined) return;
      const { status } = await client.request('POST', `/cases/${caseId}/restart`, {
        as: 'supervisor',
        headers: { 'idempotency-key': randomUUID() },
        body: { reason: '流程重建(演示)' },
      });
      if (status === 200) restarts += 1;
    },
  };
}
