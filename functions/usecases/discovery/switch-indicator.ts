import type { Principal } from '../../domain/authority/principal.ts';
import { switchedOff } from '../../domain/monitoring/run.ts';
import { barred, declined } from '../outcome.ts';
import type { DiscoveryParts } from './parts.ts';

export interface SwitchIndicatorInput {
  readonly by: Principal;
  readonly id: string;
  readonly isOn: boolean;
  readonly reason: string;
}

/** From the next run on; switched so already, nothing is written. What it has found already stays with the people who look into it. The record of runs keeps the switch. */
export async function switchIndicator(parts: DiscoveryParts, { by, id, isOn, reason }: SwitchIndicatorInput) {
  const { house, indicators, runs } = parts;
  const bar = barred(house.authorize(by, 'discovery.switch', { area: house.policy.area }));
  if (bar !== undefined) return bar;
  if (!indicators.some((one) => one.id === id)) return declined('unknown-indicator', `没有指标${id}。`);
  const was = indicators.find((one) => one.id === id)?.isOn === true && !switchedOff(await runs.events()).has(id);
  if (was === isOn) return { kind: 'indicator-switched' as const, id, isOn };
  const data = { indicator: id, isOn, reason };
  await runs.append({ at: house.time.now(), actor: by.subject, type: 'indicator-switched', data });
  return { kind: 'indicator-switched' as const, id, isOn };
}
