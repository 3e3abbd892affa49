import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { TaskDecision } from '../../functions/domain/application/decisions.ts';
import type { TaskKind } from '../../functions/domain/application/records.ts';
import { registeredSchema, taskChangedSchema } from '../../functions/contracts/outcomes.ts';
import { taskListSchema } from '../../functions/contracts/views.ts';
import type { TaskView } from '../../functions/contracts/views.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

const problem = z.looseObject({ code: z.string() });
const signedIn = z.object({ token: z.string() });

/** Talks to a town as its people do: over HTTP and nothing else. */
export class TownClient {
  readonly url: string;
  readonly #tokens = new Map<string, Promise<string>>();

  constructor(url: string) {
    this.url = url;
  }

  async request(
    method: 'GET' | 'POST',
    path: string,
    options: { readonly as?: string; readonly body?: unknown; readonly headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const headers: Record<string, string> = { ...options.headers };
    if (options.as !== undefined) headers['authorization'] = `Bearer ${await this.token(options.as)}`;
    if (options.body !== undefined) headers['content-type'] ??= 'application/json';
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers,
      ...(options.body === undefined
        ? {}
        : { body: typeof options.body === 'string' ? options.body : JSON.stringify(options.body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
  }

  /** Signs a demo person in, once. */
  token(user: string): Promise<string> {
    const known = this.#tokens.get(user);
    if (known !== undefined) return known;
    const token = this.request('POST', '/demo/sign-in', { body: { user } }).then(({ body }) => signedIn.parse(body).token);
    this.#tokens.set(user, token);
    return token;
  }

  post(as: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.request('POST', path, {
      as,
      headers: { 'idempotency-key': randomUUID(), ...headers },
      ...(body === undefined ? {} : { body }),
    });
  }

  get(as: string, path: string): Promise<Answer> {
    return this.request('GET', path, { as });
  }

  async submit(as: string, submission: unknown) {
    return registeredSchema.parse(expectStatus(await this.post(as, '/applications', submission), [201, 202]));
  }

  async tasks(as: string, caseId: string): Promise<readonly TaskView[]> {
    return taskListSchema.parse(expectStatus(await this.get(as, `/applications/${caseId}/tasks`), [200])).items;
  }

  /** Waits until the procedure has opened this kind of task (of a round, where given). */
  async openTask(as: string, caseId: string, kind: TaskKind, round?: number): Promise<TaskView> {
    for (let wait = 1; ; wait = Math.min(wait * 2, 50)) {
      const tasks = await this.tasks(as, caseId);
      const found = tasks.find(
        (task) => task.kind === kind && task.status === 'OPEN' && (round === undefined || task.round === round),
      );
      if (found !== undefined) return found;
      if (this.#waited(wait, caseId, kind)) {
        const seen = tasks.map((task) => `${task.kind}.${task.round}:${task.status}`).join(', ');
        throw new Error(`no open ${kind} in ${caseId} after ${PATIENCE_MS} ms; there are: ${seen}`);
      }
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  readonly #waits = new Map<string, number>();
  #waited(ms: number, ...what: string[]): boolean {
    const key = what.join();
    const sum = (this.#waits.get(key) ?? 0) + ms;
    this.#waits.set(key, sum);
    return sum > PATIENCE_MS;
  }

  claim(as: string, task: { readonly taskId: string; readonly version: number }): Promise<Answer> {
    return this.post(as, `/tasks/${task.taskId}/claim`, undefined, { 'if-match': `"${task.version}"` });
  }

  decide(
    as: string,
    task: { readonly taskId: string; readonly version: number },
    decision: TaskDecision | Record<string, unknown>,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    return this.post(as, `/tasks/${task.taskId}/decision`, decision, { 'if-match': `"${task.version}"`, ...headers });
  }

  /** Claims and decides; throws unless both are accepted. */
  async handle(as: string, caseId: string, decision: TaskDecision, round?: number) {
    const task = await this.openTask(as, caseId, decision.kind, round);
    const claimed = taskChangedSchema.parse(expectStatus(await this.claim(as, task), [200]));
    return taskChangedSchema.parse(expectStatus(await this.decide(as, claimed, decision), [200]));
  }

  async passDays(days: number): Promise<void> {
    expectStatus(await this.request('POST', '/test-clock', { as: 'supervisor', body: { days } }), [200]);
  }

  async goTo(date: string): Promise<void> {
    expectStatus(await this.request('POST', '/test-clock', { as: 'supervisor', body: { to: date } }), [200]);
  }
}

const PATIENCE_MS = 10_000;

/** The body, or an error that tells what came instead. */
export function expectStatus({ status, body }: Answer, wanted: readonly number[]): unknown {
  if (wanted.includes(status)) return body;
  const code = problem.safeParse(body).data?.code ?? '';
  throw new Error(`expected ${wanted.join(' or ')}, got ${status} ${code}: ${JSON.stringify(body)}`);
}
