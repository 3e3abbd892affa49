import { basename, dirname, join } from 'node:path';

export interface AnchorPlace {
  /** Lies beside the database and goes with it into a back-up. */
  readonly folder: string;
  /** PEM; outside of the data. */
  readonly signingKey: string;
  readonly dataFolder: string;
}

/** The key that signs lies beside the key file of the home and is named after it. */
export const anchorPlace = (dataFolder: string, keyFile: string): AnchorPlace => ({
  folder: join(dataFolder, 'anchors'),
  signingKey: join(dirname(keyFile), `${basename(keyFile, '.json')}.signing.pem`),
  dataFolder,
});
