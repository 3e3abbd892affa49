/** `SealBroken` fails again when repeated; `VaultUnavailable` (the key service did not answer) may succeed later. */
export type VaultErrorName = 'SealBroken' | 'VaultUnavailable';

export class VaultError extends Error {
  override readonly name: VaultErrorName;

  constructor(name: VaultErrorName, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
  }
}
