import { describe } from 'vitest';
import { fileAnchorStore } from '../../functions/adapters/anchors/file-anchor-store.ts';
import { s3AnchorStore } from '../../functions/adapters/anchors/s3-anchor-store.ts';
import { lockedBucket } from '../support/locked-bucket.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { anchorStoreContract } from './anchor-store.contract.ts';

describe('anchors in a folder', () => {
  anchorStoreContract(() => fileAnchorStore(`${tempFolder()}/anchors`));
});

describe('anchors in a bucket', () => {
  anchorStoreContract(() => s3AnchorStore(lockedBucket().client, 'anchors'));
});
