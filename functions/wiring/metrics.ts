import { emfMetrics } from '../adapters/metrics/emf.ts';
import type { Metrics } from '../ports/metrics.ts';
import { houseSettings, readEnvironment } from './environment.ts';
import type { Environment } from './environment.ts';

/** Figures of this deployment, told apart from those of another one in the same account. */
export const openMetrics = (environment: Environment): Metrics =>
  emfMetrics(readEnvironment(houseSettings, environment).HOUSE);
