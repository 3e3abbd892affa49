import type { Principal } from '../../domain/authority/principal.ts';
import { unitId } from '../../domain/values/ids.ts';
import type { Policy } from '../../ports/policy.ts';

/** As whom the scan hands in what it found: the city's, and of the house itself. */
export const discoverer = (policy: Pick<Policy, 'area'>): Principal => ({
  subject: 'system:discovery',
  name: '动态监测',
  roles: ['supervisor'],
  unit: unitId('city-civil-affairs'),
  area: policy.area,
});
