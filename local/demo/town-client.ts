import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { runsViewSchema } from '../../functions/contracts/discovery.ts';
import type { RunView } from '../../functions/contracts/discovery.ts';
import type { TaskKind } from '../../functions/domain/casework/vocabulary.ts';
import type { taskDecisionSchema } from '../../functions/contracts/decisions.ts';
import { registeredSchema, taskChangedSchema } from '../../functions/contracts/outcomes.ts';
import {
  applicationViewSchema,
  chainViewSchema,
  clockViewSchema,
  deadlineViewSchema,
  eventsViewSchema,
  noticeViewSchema,
  taskListSchema,
} from '../../functions/contracts/views.ts';
import type { ApplicationView, TaskView } from '../../functions/contracts/views.ts';
import type { Submission } from './families.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** As it came, for comparing answers byte by byte. */
  readonly text: string;
  readonly body: unknown;
}

/** As it is typed in: dates as text. */
export type TypedDecision = z.input<typeof taskDecisionSchema>;

interface VersionedTask {
  readonly taskId: string;
  readonly version: number;
}

const problem = z.looseObject({ code: z.string() });
const signedIn = z.object({ token: z.string() });

export interface TownClientOptions {
  /** Address at which demo people sign in; default: the town's own. */
  readonly signIn?: string;
  /** Tokens of people who are signed in already, by user. */
  readonly tokens?: Readonly<Record<string, string>>;
  /** Awaited before the clock is moved. */
  readonly beforeMove?: () => Promise<void>;
}

/** Talks to a town as its people do: over HTTP and nothing else. */
export class TownClient {
  readonly url: string;
  readonly options: TownClientOptions;
  readonly #tokens: Map<string, Promise<string>>;

  constructor(url: string, options: TownClientOptions = {}) {
    this.url = url;
    this.options = options;
    const { tokens = {} } = options;
    this.#tokens = new Map(Object.entries(tokens).map(([user, token]) => [user, Promise.resolve(token)]));
  }

  async request(
    method: 'GET' | 'POST',
    path: string,
    options: {
      readonly as?: string;
      readonly body?: unknown;
      readonly bytes?: Uint8Array<ArrayBuffer>;
      readonly headers?: Record<string, string>;
    } = {},
  ): Promise<Answer> {
    const headers: Record<string, string> = { ...options.headers };
    if (options.as !== undefined) headers['authorization'] = `Bearer ${await this.token(options.as)}`;
    if (options.body !== undefined) headers['content-type'] ??= 'application/json';
    const body = options.bytes ?? (typeof options.body === 'string' ? options.body : JSON.stringify(options.body));
    const response = await fetch(`${this.url}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: text === '' ? undefined : JSON.parse(text),
    };
  }

  /** Signs a demo person in, once. */
  token(user: string): Promise<string> {
    const known = this.#tokens.get(user);
    if (known !== undefined) return known;
    const token = fetch(`${this.options.signIn ?? this.url}/demo/sign-in`, {
      method: 'POST',
      body: JSON.stringify({ user }),
    }).then(async (answer) => signedIn.parse(await answer.json()).token);
    this.#tokens.set(user, token);
    // A sign-in that failed is tried again by whoever asks next.
    token.catch(() => this.#tokens.delete(user));
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

  /** A file as it is, byte for byte. */
  upload(as: string, path: string, bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Answer> {
    return this.request('POST', path, { as, bytes, headers: { 'content-type': type } });
  }

  /** Has the whole population looked through, and waits for the record of it. */
  async scan(as = 'supervisor'): Promise<RunView> {
    const newest = async () => (await this.#read(as, '/discovery/runs?limit=1', runsViewSchema)).runs[0];
    const before = (await newest())?.runId;
    expectStatus(await this.post(as, '/discovery/runs'), [202]);
    const done = await patiently(async () => {
      const run = await newest();
      return run === undefined || run.runId === before || run.finishedAt === null ? undefined : run;
    });
    if (done === undefined) throw new Error('the scan did not come to its end');
    return done;
  }

  /** What a printer gets. */
  async page(as: string, path: string): Promise<{ readonly status: number; readonly html: string }> {
    const headers = { authorization: `Bearer ${await this.token(as)}` };
    const response = await fetch(`${this.url}${path}`, { headers });
    return { status: response.status, html: await response.text() };
  }

  async #read<S extends z.ZodType>(as: string, path: string, schema: S): Promise<z.output<S>> {
    return schema.parse(expectStatus(await this.get(as, path), [200]));
  }

  async submit(as: string, submission: Submission) {
    return registeredSchema.parse(expectStatus(await this.post(as, '/applications', submission), [201, 202]));
  }

  application(as: string, caseId: string) {
    return this.#read(as, `/applications/${caseId}`, applicationViewSchema);
  }

  events(as: string, caseId: string) {
    return this.#read(as, `/cases/${caseId}/events`, eventsViewSchema);
  }

  deadline(as: string, caseId: string) {
    return this.#read(as, `/applications/${caseId}/deadline`, deadlineViewSchema);
  }

  chain(as: string, householdId: string) {
    return this.#read(as, `/households/${householdId}/chain`, chainViewSchema);
  }

  async notices(area: string) {
    const answer = await this.request('GET', `/public-notices?area=${area}`);
    return noticeViewSchema.parse(expectStatus(answer, [200])).items;
  }

  async tasks(as: string, caseId: string): Promise<readonly TaskView[]> {
    return (await this.#read(as, `/cases/${caseId}/tasks`, taskListSchema)).items;
  }

  /** Waits until the procedure has opened this kind of task (of a round, where given). */
  async openTask(as: string, caseId: string, kind: TaskKind, round?: number): Promise<TaskView> {
    let seen: readonly TaskView[] = [];
    const found = await patiently(async () => {
      seen = await this.tasks(as, caseId);
      return seen.find(
        (task) => task.kind === kind && task.status === 'OPEN' && (round === undefined || task.round === round),
      );
    });
    if (found !== undefined) return found;
    const there = seen.map((task) => `${task.kind}.${task.round}:${task.status}`).join(', ');
    throw new Error(`no open ${kind} in ${caseId} after ${patienceMs} ms; there are: ${there}`);
  }

  /** Waits until the case stands so; a determination follows the last decision by the procedure's own steps. */
  async reaches(as: string, caseId: string, status: ApplicationView['status']): Promise<ApplicationView> {
    let last: ApplicationView | undefined;
    const found = await patiently(async () => {
      last = await this.application(as, caseId);
      return last.status === status ? last : undefined;
    });
    if (found !== undefined) return found;
    throw new Error(`${caseId} is ${last?.status} at ${last?.stage}, not ${status}, after ${patienceMs} ms`);
  }

  claim(as: string, task: VersionedTask, headers: Record<string, string> = {}): Promise<Answer> {
    return this.post(as, `/tasks/${task.taskId}/claim`, undefined, { 'if-match': `"${task.version}"`, ...headers });
  }

  decide(
    as: string,
    task: VersionedTask,
    decision: TypedDecision | Record<string, unknown>,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    return this.post(as, `/tasks/${task.taskId}/decision`, decision, { 'if-match': `"${task.version}"`, ...headers });
  }

  /** Claims and decides; throws unless both are accepted. */
  async handle(as: string, caseId: string, decision: TypedDecision, round?: number) {
    const task = await this.openTask(as, caseId, decision.kind, round);
    const claimed = taskChangedSchema.parse(expectStatus(await this.claim(as, task), [200]));
    return taskChangedSchema.parse(expectStatus(await this.decide(as, claimed, decision), [200]));
  }

  async clock() {
    const answer = await this.request('GET', '/test-clock');
    return clockViewSchema.parse(expectStatus(answer, [200]));
  }

  async passDays(days: number) {
    return this.#moveClock({ days });
  }

  /** To nine in the morning of that day. */
  async goTo(date: string) {
    return this.#moveClock({ to: date });
  }

  async #moveClock(body: unknown) {
    await this.options.beforeMove?.();
    const answer = await this.request('POST', '/test-clock', { as: 'supervisor', body });
    return clockViewSchema.parse(expectStatus(answer, [200]));
  }
}

let patienceMs = 10_000;

/** How long whoever waits for something goes on asking; default 10 seconds. */
export function bePatient(ms: number): void {
  patienceMs = ms;
}

/** Asks again, ever less often, until there is an answer; undefined when patience is out. */
export async function patiently<T>(look: () => Promise<T | undefined>): Promise<T | undefined> {
  const until = performance.now() + patienceMs;
  for (let wait = 1; ; wait = Math.min(wait * 2, 50)) {
    const found = await look();
    if (found !== undefined || performance.now() > until) return found;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

/** The body, or an error that tells what came instead. */
export function expectStatus({ status, body }: Answer, wanted: readonly number[]): unknown {
  if (wanted.includes(status)) return body;
  const code = problem.safeParse(body).data?.code ?? '';
  throw new Error(`expected ${wanted.join(' or ')}, got ${status} ${code}: ${JSON.stringify(body)}`);
}
