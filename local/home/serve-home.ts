import type { CommitterStats } from '../../functions/adapters/sqlite/committer.ts';
import { startServer } from '../http/server.ts';
import type { Extra } from '../http/server.ts';
import type { Home } from './home.ts';
import { reportFailure } from './report-failure.ts';
import { startSweeping } from './sweep-timer.ts';

export interface Running {
  readonly url: string;
  /** Of the data file's writer. */
  readonly stats: () => CommitterStats;
  /** Sweep and requests under way are finished first. */
  close(): Promise<void>;
}

export interface ServeOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly extras: readonly Extra[];
  readonly sweepMs: number;
}

/** Puts an open home behind an HTTP port and keeps its sweep going; closes the home where that fails. */
export async function serveHome(home: Home, { sweepMs, ...http }: ServeOptions): Promise<Running> {
  const server = await startServer({ ...http, handler: (event) => home.handle(event), onFailure: reportFailure }).catch(
    async (error: unknown) => {
      await home.close();
      throw error;
    },
  );
  const sweeping = startSweeping(home.sweep, sweepMs, (error) => reportFailure('sweep', error));
  return {
    url: server.url,
    stats: home.stats,
    async close() {
      await sweeping.stop();
      await server.close();
      await home.close();
    },
  };
}
