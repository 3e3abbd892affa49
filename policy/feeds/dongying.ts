import { loadFeeds } from './load.ts';
import feeds from './dongying.json' with { type: 'json' };

/** What departments deliver for the monitoring of the whole population. Kept out of the pack: few functions need it. */
export const dongyingFeeds = loadFeeds(feeds);
