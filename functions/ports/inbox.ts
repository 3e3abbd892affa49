/** Where departments put files, and where what must be mended is put back: objects by key. */
export interface Inbox {
  download(key: string, path: string): Promise<void>;
  upload(path: string, key: string): Promise<void>;
  writeJson(key: string, value: unknown): Promise<void>;
}
