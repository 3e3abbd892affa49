/** A line that grows on a terminal, and one line a tenth of the way elsewhere. Always on stderr. */
export interface Progress {
  /** `done` of `total`, with what is worth saying about it. */
  step(done: number, total: number, text: string): void;
  end(): void;
}

const WIDTH = 30;

export function terminalProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  let tenth = -1;
  return {
    step(done, total, text) {
      const share = total === 0 ? 1 : done / total;
      if (stream.isTTY) {
        const full = Math.round(share * WIDTH);
        stream.write(
          `\r[${'█'.repeat(full)}${'·'.repeat(WIDTH - full)}] ${String(Math.floor(share * 100)).padStart(3)}%  ${text}\x1b[K`,
        );
        return;
      }
      const now = Math.floor(share * 10);
      if (now === tenth) return;
      tenth = now;
      stream.write(`${String(Math.floor(share * 100)).padStart(3)}%  ${text}\n`);
    },
    end() {
      if (stream.isTTY) stream.write('\r\x1b[K');
    },
  };
}
