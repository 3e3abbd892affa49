import type { Tier } from '../../../policy/schema.ts';
import type { HeadBase } from '../casework/head-base.ts';
import type { ClassifyOptions } from '../classification/classify.ts';
import type { Route } from '../classification/result.ts';
import type { Extension } from '../clock/types.ts';
import type { CivilDate } from '../values/civil-date.ts';
import type { applicationStatuses, Circumstance } from './vocabulary.ts';

export type SingleRoute = Exclude<Route, 'person' | 'household'>;

/** One family's application (一次申请、分类审核认定). */
export interface ApplicationHead extends HeadBase {
  readonly procedure: 'application';
  readonly status: (typeof applicationStatuses)[number];
  readonly requestedTier: Tier;
  readonly registeredOn: CivilDate;
  /** Told at registration, once; the only papers and facts that may hold up acceptance. */
  readonly toldMissing: readonly string[];
  readonly circumstances: readonly Circumstance[];
  /** Of the total; granted once, before it ran out. */
  readonly extension?: Extension;
  /** Confirmation is delegated to the township in this county. */
  readonly delegated: boolean;
  /** Near relative of a handler (近亲属备案): recuses the holder and forces the county's visit. */
  readonly nearRelative: boolean;
  /** A complaint or report came in: forces the county's visit. */
  readonly complaint: boolean;
  /** Drawn for the county's random check of 特困 files: forces the county's visit. */
  readonly randomCheck?: boolean;
  readonly memberCount: number;
  /** Counts the saved versions of the family's facts. */
  readonly factsVersion: number;
  /** Tiers that the confirming body refused in favour of a later one. */
  readonly exceptTiers: readonly Tier[];
  /** Routes into 低保 that the confirming body refused; present once it refused the household, whose members keep theirs. */
  readonly exceptRoutes?: readonly SingleRoute[];
  /** Route of what is proposed first. */
  readonly recommendedRoute?: Route;
  /** Day of the last classification, whose rules explain it until the determination is written. */
  readonly classifiedOn?: CivilDate;
  /** What the last classification proposes, best first; one for a 特困 member and one for the rest are possible. */
  readonly recommended: readonly Tier[];
  readonly noticedTiers: readonly Tier[];
  readonly objected: boolean;
  /** Outcome of the last township opinion, and who gave it: the same person never confirms it. */
  readonly opinion?: { readonly outcome: 'confirm' | 'refuse'; readonly by: string; readonly onBehalfOf?: string };
  /** `on`: the day of the decision, whose rules and standards govern. */
  readonly confirmation?: { readonly outcome: 'confirm' | 'refuse'; readonly by: string; readonly on: CivilDate };
}

/** What the ladder must leave out, because the confirming body has refused it. */
export const exceptions = ({ exceptTiers, exceptRoutes }: ApplicationHead): ClassifyOptions =>
  exceptRoutes === undefined ? { except: exceptTiers } : { except: exceptTiers, exceptRoutes };

/** The confirming body may not confirm or refuse without having been there (民发〔2021〕57号 art 20; 特困 by lot). */
export const mustVisit = (head: ApplicationHead): boolean =>
  head.nearRelative || head.complaint || head.randomCheck === true;

/** Gave the opinion that stands, or had it given by a substitute: nobody confirms the own opinion. */
export const hasGivenOpinion = ({ opinion }: Pick<ApplicationHead, 'opinion'>, person: string): boolean =>
  opinion?.by === person || opinion?.onBehalfOf === person;

/** How many decisions were taken back, with all that followed from them: names the steps that are to be done anew. */
export const takeBacksOf = ({ attempts = {} }: Pick<ApplicationHead, 'attempts'>): number =>
  Object.values(attempts).reduce((sum, attempt) => sum + attempt - 1, 0);
