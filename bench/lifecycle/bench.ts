import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { httpClient } from './http-client.ts';
import type { Reply } from './http-client.ts';

const tasks = z.object({
  items: z.array(
    z.object({
      taskId: z.string(),
      kind: z.string(),
      part: z.string().nullish(),
      status: z.string(),
      version: z.number(),
    }),
  ),
});

/** Talks to the town under measurement, and notes how long each call took. */
export class Bench {
  readonly #http;
  readonly #width: number;
  readonly #tokens: Record<string, string>;
  readonly latencies: number[] = [];

  constructor(url: string, tokens: Record<string, string>, width: number) {
    this.#width = width;
    this.#http = httpClient(url);
    this.#tokens = tokens;
  }

  async call(
    as: string,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    const reply = await this.#http.call(
      method,
      path,
      {
        authorization: `Bearer ${this.#tokens[as]}`,
        ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
        ...headers,
      },
      body,
    );
    this.latencies.push(reply.ms);
    if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply;
  }

  /** Waits for the work and does it; `finder`: who may see all tasks of the case, where `as` may not. */
  async work(
    as: string,
    caseId: string,
    decision: { readonly kind: string } & Record<string, unknown>,
    { finder = as, part }: { readonly finder?: string; readonly part?: string } = {},
  ): Promise<void> {
    for (;;) {
      const task = await this.find(finder, caseId, decision.kind, part);
      if (task === undefined) {
        await this.pause();
        continue;
      }
      await this.call(as, 'POST', `/tasks/${task.taskId}/claim`, undefined, { 'if-match': `"${task.version}"` });
      await this.call(as, 'POST', `/tasks/${task.taskId}/decision`, decision, { 'if-match': `"${task.version + 1}"` });
      return;
    }
  }

  async find(as: string, caseId: string, kind: string, part?: string) {
    const { items } = tasks.parse((await this.call(as, 'GET', `/cases/${caseId}/tasks`)).body);
    return items.find(
      (task) => task.kind === kind && task.status === 'OPEN' && (part === undefined || task.part === part),
    );
  }

  /** People do not ask every millisecond; a busy town is asked less often than an idle one. */
  pause(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.#width === 1 ? 4 : 60));
  }

  close(): void {
    this.#http.close();
  }
}
