import { flushCompileCache } from 'node:module';
import { startDemoTown } from '../../local/home/demo-town.ts';

/** Run as a process: FOLDER CLOCK_SHIFT_MS PORT; prints its address and serves until it is killed. */
const [folder = '', shift = '0', port = '0'] = process.argv.slice(2);
const { url } = await startDemoTown({ port: Number(port), folder, isQuiet: true, clockShiftMs: Number(shift) });
// It will be killed, and then nothing would write the cache.
flushCompileCache();
process.stdout.write(`${url}\n`);
