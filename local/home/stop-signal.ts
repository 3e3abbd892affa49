export interface StopSignal {
  /** Resolves on Ctrl-C or SIGTERM; a second Ctrl-C ends at once. */
  readonly signal: Promise<void>;
  /** Leaves the signals to Node again. */
  forget(): void;
}

export function onStopSignal(): StopSignal {
  const { promise, resolve } = Promise.withResolvers<void>();
  const forget = (): void => {
    process.off('SIGTERM', stop);
    process.off('SIGINT', stop);
  };
  const stop = (): void => {
    forget();
    process.once('SIGINT', () => process.exit(130));
    resolve();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return { signal: promise, forget };
}
