import { appendFile, mkdir, open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonObject } from '../../engine/json.ts';

/** Where messages end that would leave the machine at AWS. */
export interface SinkLog {
  /** Resolves when it is durable. A record may come again after a crash, then with the same `id`. */
  readonly put: (sink: SinkName, record: JsonObject) => Promise<void>;
  readonly close: () => Promise<void>;
}

export type SinkName = 'events' | 'sns' | 'sqs';

/** One JSON line a message in `FOLDER/events.jsonl`, `sns.jsonl` and `sqs.jsonl`. */
export function fileSinks(folder: string): SinkLog {
  const files = new Map<SinkName, Promise<FileHandle>>();
  const fileOf = (sink: SinkName): Promise<FileHandle> => {
    const known = files.get(sink);
    if (known !== undefined) return known;
    const opened = mkdir(folder, { recursive: true }).then(() => open(join(folder, `${sink}.jsonl`), 'a'));
    files.set(sink, opened);
    return opened;
  };
  return {
    async put(sink, record) {
      const file = await fileOf(sink);
      await appendFile(file, `${JSON.stringify(record)}\n`);
      await file.datasync();
    },
    async close() {
      for (const file of files.values()) await (await file).close();
    },
  };
}
