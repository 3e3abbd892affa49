import { loadPack } from '../load.ts';
import type { PolicyPack } from '../schema.ts';
import alertKinds from './alert-kinds.json' with { type: 'json' };
import announcements from './announcements.json' with { type: 'json' };
import areas from './areas.json' with { type: 'json' };
import entitlements from './entitlements.json' with { type: 'json' };
import exclusions from './exclusions.json' with { type: 'json' };
import figures from './figures.json' with { type: 'json' };
import grounds from './grounds.json' with { type: 'json' };
import groups from './groups.json' with { type: 'json' };
import ladders from './ladders.json' with { type: 'json' };
import incompatibleAid from './incompatible-aid.json' with { type: 'json' };
import letters from './letters.json' with { type: 'json' };
import limits from './limits.json' with { type: 'json' };
import mechanism from './mechanism.json' with { type: 'json' };
import messageTemplates from './message-templates.json' with { type: 'json' };
import nearRelatives from './near-relatives.json' with { type: 'json' };
import pack from './pack.json' with { type: 'json' };
import publicNotices from './public-notices.json' with { type: 'json' };
import queryPurposes from './query-purposes.json' with { type: 'json' };
import reliefCauses from './relief-causes.json' with { type: 'json' };
import responsibilities from './responsibilities.json' with { type: 'json' };
import settings from './settings.json' with { type: 'json' };
import sources from './sources.json' with { type: 'json' };
import terminationGrounds from './termination-grounds.json' with { type: 'json' };
import tiers from './tiers.json' with { type: 'json' };
import units from './units.json' with { type: 'json' };
import visitPriorities from './visit-priorities.json' with { type: 'json' };

/** The files as they stand, for tests and for packs made from this one. */
export const dongyingFiles = {
  pack,
  sources,
  areas,
  units,
  responsibilities,
  tiers,
  groups,
  figures,
  exclusions,
  limits,
  grounds,
  'public-notices': publicNotices,
  'near-relatives': nearRelatives,
  settings,
  'message-templates': messageTemplates,
  announcements,
  letters,
  ladders,
  'termination-grounds': terminationGrounds,
  'relief-causes': reliefCauses,
  'alert-kinds': alertKinds,
  'visit-priorities': visitPriorities,
  'incompatible-aid': incompatibleAid,
  'query-purposes': queryPurposes,
  mechanism,
  entitlements,
};

/** 东民[2024]17号 and what it leans on. Checked at start: a broken pack stops the process with `PolicyInvalid`. */
export const dongying: PolicyPack = loadPack(dongyingFiles);
