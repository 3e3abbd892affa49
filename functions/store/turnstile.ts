/** Lets those through one after the other that share a name; names are taken all at once, so nobody waits in a circle. */
export function turnstile(): <T>(names: readonly string[], work: () => Promise<T>) => Promise<T> {
  const queues = new Map<string, Promise<unknown>>();
  return async (names, work) => {
    const before = names.map((name) => queues.get(name) ?? Promise.resolve());
    const done = Promise.all(before).then(work);
    // Whoever comes next waits for the end, not for its success.
    const ended = done.catch(() => undefined);
    for (const name of names) queues.set(name, ended);
    try {
      return await done;
    } finally {
      for (const name of names) if (queues.get(name) === ended) queues.delete(name);
    }
  };
}
