import { randomUUID } from 'node:crypto';
import type * as z from 'zod';
import { alertsClosedSchema, alertViewSchema } from '../../functions/contracts/alerts.ts';
import { indicatorsViewSchema } from '../../functions/contracts/discovery.ts';
import { feedViewSchema } from '../../functions/contracts/feeds.ts';
import { supervisionSchema } from '../../functions/contracts/supervision.ts';
import { taskListSchema } from '../../functions/contracts/views.ts';
import type { TaskView } from '../../functions/contracts/views.ts';
import { visitListSchema, visitsRecordedSchema, visitViewSchema } from '../../functions/contracts/visits.ts';
import type { visitRecordSchema } from '../../functions/contracts/visits.ts';
import { niuzhuang } from './office.ts';
import { expectStatus, patiently } from './town-client.ts';
import type { TownClient, TypedDecision } from './town-client.ts';

export type AlertView = z.output<typeof alertViewSchema>;
type Disposal = Extract<TypedDecision, { kind: 'alert-disposal' }>;

const { area, window, reviewer } = niuzhuang;
const SUPERVISOR = 'supervisor';
const COUNTY = 'county-dongying';
const VILLAGE = 'village-niuzhuang';

/** What 牛庄镇, its village workers and its county do about what a scan found, over HTTP and nothing else. */
export class DiscoveryDesk {
  readonly client: TownClient;

  constructor(client: TownClient) {
    this.client = client;
  }

  async #read<S extends z.ZodType>(as: string, path: string, schema: S): Promise<z.output<S>> {
    return schema.parse(expectStatus(await this.client.get(as, path), [200]));
  }

  /** How many people the town's own population has; 0 where none came. */
  async population(): Promise<number> {
    return (await this.#read(SUPERVISOR, '/feeds/residents', feedViewSchema)).rows ?? 0;
  }

  alert(caseId: string): Promise<AlertView> {
    return this.#read(COUNTY, `/alerts/${caseId}`, alertViewSchema);
  }

  /** What the scans of that day want the township to verify. */
  async alertsOf(day: string): Promise<readonly AlertView[]> {
    const tasks: TaskView[] = [];
    let after = '';
    do {
      const { items, next } = await this.#read(window, `/tasks?limit=200${after}`, taskListSchema);
      tasks.push(...items);
      after = next === null ? '' : `&after=${encodeURIComponent(next)}`;
    } while (after !== '');
    const waiting = tasks.filter(({ kind }) => kind === 'alert-verification');
    const alerts = await Promise.all(waiting.map(({ caseId }) => this.alert(caseId)));
    return alerts.filter(({ indicator, receivedOn }) => indicator !== null && receivedOn === day);
  }

  /** The open visit that looks into the alert. */
  async visitOf(alert: string): Promise<string> {
    let after = '';
    do {
      const path = `/visits?area=${area}&limit=200${after}`;
      const { items, next } = await this.#read(window, path, visitListSchema);
      const found = items.find(({ alerts }) => alerts.some((one) => one === alert));
      if (found !== undefined) return found.caseId;
      after = next === null ? '' : `&after=${encodeURIComponent(next)}`;
    } while (after !== '');
    throw new Error(`no visit looks into ${alert}`);
  }

  visit(caseId: string) {
    return this.#read(window, `/visits/${caseId}`, visitViewSchema);
  }

  /** Sends one record of a village worker's device. */
  async record(
    visit: string,
    more: Pick<z.input<typeof visitRecordSchema>, 'visitors' | 'finding' | 'notes' | 'family'>,
  ) {
    const { now } = await this.client.clock();
    const record = { recordId: randomUUID(), visit, visitedAt: now, presence: 'met', ...more };
    const answer = await this.client.post(VILLAGE, '/visits/records', { records: [record] });
    return visitsRecordedSchema.parse(expectStatus(answer, [200]));
  }

  /** Ends the visit: the alert was so. Its verification follows through the outbox. */
  async conclude(visit: string, alert: string, finding: string): Promise<void> {
    const alerts = [{ alert, isFounded: true, finding }];
    await this.client.handle(reviewer, visit, { kind: 'household-visit', reason: '走访完毕(演示)', alerts });
    const verified = await patiently(async () => ((await this.alert(alert)).isFounded === true ? true : undefined));
    if (verified === undefined) throw new Error(`${alert} was not verified by its visit ${visit}`);
  }

  /** What the county decides about a founded alert. */
  async dispose(alert: string, disposal: Disposal): Promise<AlertView> {
    await this.client.handle(COUNTY, alert, disposal);
    return this.alert(alert);
  }

  /** Closes alerts in which there was nothing, together. */
  async closeAll(alerts: readonly string[], reason: string) {
    const answer = await this.client.post(reviewer, '/alerts/closings', { alerts, reason });
    return alertsClosedSchema.parse(expectStatus(answer, [200]));
  }

  async indicators() {
    return (await this.#read(SUPERVISOR, '/discovery/indicators', indicatorsViewSchema)).items;
  }

  async lateFeeds() {
    return (await this.#read(SUPERVISOR, '/supervision', supervisionSchema)).feeds ?? [];
  }
}
