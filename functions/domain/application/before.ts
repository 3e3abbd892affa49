import type { ApplicationHead } from './head.ts';

/** Fields of the head that a decision may bring in, and that are gone again when it is taken back. */
export const forgettableFields = [
  'extension',
  'exceptRoutes',
  'recommendedRoute',
  'classifiedOn',
  'opinion',
  'confirmation',
] as const satisfies readonly (keyof ApplicationHead)[];

/** What a decision, and what the procedure makes of it by itself, may change in the head: all that taking it back restores. */
export function restorable(head: ApplicationHead) {
  const { circumstances, exceptTiers, recommended, noticedTiers } = head;
  const { extension, exceptRoutes, recommendedRoute, classifiedOn, opinion, confirmation } = head;
  return {
    circumstances,
    exceptTiers,
    recommended,
    noticedTiers,
    ...(extension === undefined ? {} : { extension }),
    ...(exceptRoutes === undefined ? {} : { exceptRoutes }),
    ...(recommendedRoute === undefined ? {} : { recommendedRoute }),
    ...(classifiedOn === undefined ? {} : { classifiedOn }),
    ...(opinion === undefined ? {} : { opinion }),
    ...(confirmation === undefined ? {} : { confirmation }),
  };
}
