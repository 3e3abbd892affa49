/** Small facts that a home keeps about itself. */
export interface Settings {
  read(name: string): Promise<string | undefined>;
  write(name: string, value: string): Promise<void>;
}
