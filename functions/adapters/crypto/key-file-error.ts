/** For the operator to put right before the home starts. */
export type KeyFileErrorName = 'KeyFileMissing' | 'KeyFileExists' | 'KeyFileUnsafe' | 'KeyFileBroken';

export class KeyFileError extends Error {
  override readonly name: KeyFileErrorName;

  constructor(name: KeyFileErrorName, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
  }
}
