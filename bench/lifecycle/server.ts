import { startDemoTown } from '../../local/home/demo-town.ts';

/** The town under measurement, in a process of its own, so that its CPU and memory are its own too. */
const folder = process.argv[2];
if (folder === undefined || process.send === undefined) throw new Error('started by bench/lifecycle/run.ts only');

const town = await startDemoTown({ port: 0, folder, isQuiet: true });
process.send({ kind: 'ready', url: town.url });
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  const stats = town.stats();
  process.send?.({
    kind: 'stats',
    cpuMs: (user + system) / 1000,
    rssMb: process.memoryUsage.rss() / 1_048_576,
    commits: stats.commits,
    transactions: stats.works,
  });
});
process.on('disconnect', () => void town.close());
