'use strict';
/* Loaded first into each process in which the emulator runs a function. */

// The emulator tells nobody an error's name, by which procedures catch it; with it at the head of the trace, `error-names.ts` can.
Error.prepareStackTrace = (error, frames) =>
  [`${error.name}: ${error.message}`, ...frames.map((frame) => `    at ${frame}`)].join('\n');

// It waits 50 ms after each answer for a first line of log; an empty one ends the wait.
const write = process.stdout.write;
process.stdout.write = function (...given) {
  process.stderr.write('\n');
  return write.apply(this, given);
};
