import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { publishedCalendar } from '../policy/calendar/published.ts';
import { dongying } from '../policy/dongying/dongying.ts';
import { dongyingFeeds } from '../policy/feeds/dongying.ts';
import { dongyingIndicators } from '../policy/indicators/dongying.ts';

/** By the name under which functions import it: what its module exports, checked by having been loaded here. */
const modules: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  '#policy/calendar/published': { publishedCalendar },
  '#policy/dongying/dongying': { dongying },
  '#policy/feeds/dongying': { dongyingFeeds },
  '#policy/indicators/dongying': { dongyingIndicators },
};

/**
 * Writes the rules as bundles carry them, and says where: as text that is unpacked at import. A cold start need not check again what
 * was checked here, nor carry what checks it, and unpacking 25 KB takes it no longer than compiling 140 KB of literals.
 */
export function writeCheckedRules(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(modules).map(([name, exported]) => {
      const file = join(folder, `${name.slice(1).replaceAll('/', '-')}.mjs`);
      writeFileSync(file, moduleOf(exported));
      return [name, file];
    }),
  );
}

function moduleOf(exported: Readonly<Record<string, unknown>>): string {
  const packed = brotliCompressSync(JSON.stringify(Object.values(exported))).toString('base64');
  return `import { brotliDecompressSync } from 'node:zlib';
export const [${Object.keys(exported).join(', ')}] =
  /* @__PURE__ */ JSON.parse(brotliDecompressSync(Buffer.from('${packed}', 'base64')).toString());
`;
}
