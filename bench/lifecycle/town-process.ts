import { fork } from 'node:child_process';
import { once } from 'node:events';
import * as z from 'zod';

const ready = z.object({ kind: z.literal('ready'), url: z.string() });
const stats = z.object({
  kind: z.literal('stats'),
  cpuMs: z.number(),
  rssMb: z.number(),
  commits: z.number(),
  transactions: z.number(),
});

export interface TownProcess {
  readonly url: string;
  stats(): Promise<z.output<typeof stats>>;
  stop(): Promise<void>;
}

export async function startTownProcess(folder: string): Promise<TownProcess> {
  const child = fork(new URL('server.ts', import.meta.url), [folder], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const message = async (): Promise<unknown> => (await once(child, 'message'))[0];
  const { url } = ready.parse(await message());
  return {
    url,
    async stats() {
      const answer = message();
      child.send('stats');
      return stats.parse(await answer);
    },
    async stop() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
