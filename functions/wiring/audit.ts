import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { s3AnchorStore } from '../adapters/anchors/s3-anchor-store.ts';
import { kmsPublicKey, kmsSigner } from '../adapters/crypto/kms-signer.ts';
import { signatureCheck } from '../adapters/crypto/signature-check.ts';
import type { AnchorReader } from '../ports/anchors.ts';
import type { Chains } from '../ports/chains.ts';
import { createAnchorReader, createAnchors } from '../store/anchors.ts';
import { createChains } from '../store/chains.ts';
import type { AnchorParts } from '../usecases/audit/take-anchor.ts';
import { clientSettings } from './clients.ts';
import { clock } from './clock.ts';
import { anchorBucketSettings, anchorKeySettings, readEnvironment } from './environment.ts';
import type { Environment } from './environment.ts';
import { openFailureLog } from './failure-log.ts';
import type { ReportFailure } from './failure-log.ts';
import { openMetrics } from './metrics.ts';
import { openReader } from './store.ts';

/** An anchor of a million chains is 40 MB. */
const transferSettings = { ...clientSettings, requestHandler: { connectionTimeout: 2_000, requestTimeout: 120_000 } };

export interface Anchoring extends AnchorParts {
  readonly reportFailure: ReportFailure;
}

/** Reads the records and signs for them; asks KMS once for the public key, by which anchors before are judged. */
export async function openAnchoring(environment: Environment): Promise<Anchoring> {
  const { ANCHOR_BUCKET: bucket } = readEnvironment(anchorBucketSettings, environment);
  const { ANCHOR_KEY_ID: keyId } = readEnvironment(anchorKeySettings, environment);
  const key = { client: new KMSClient(clientSettings), keyId };
  const publicKey = await kmsPublicKey(key);
  const store = s3AnchorStore(new S3Client(transferSettings), bucket);
  return {
    chains: createChains(openReader(environment)),
    anchors: createAnchors(store, kmsSigner(key, publicKey), signatureCheck([publicKey])),
    time: clock,
    metrics: openMetrics(environment),
    reportFailure: openFailureLog('anchor'),
  };
}

/** The deployed house as an auditor reads it. Without public keys KMS is asked for the one of `ANCHOR_KEY_ID`. */
export async function openRecords(
  environment: Environment,
  publicKeys: readonly string[],
): Promise<{ readonly chains: Chains; readonly anchors: AnchorReader }> {
  const { ANCHOR_BUCKET: bucket } = readEnvironment(anchorBucketSettings, environment);
  const trusted = publicKeys.length > 0 ? publicKeys : [await publicKeyOf(environment)];
  const store = s3AnchorStore(new S3Client(transferSettings), bucket);
  return {
    chains: createChains(openReader(environment)),
    anchors: createAnchorReader(store, signatureCheck(trusted)),
  };
}

async function publicKeyOf(environment: Environment): Promise<Uint8Array> {
  const { ANCHOR_KEY_ID: keyId } = readEnvironment(anchorKeySettings, environment);
  return kmsPublicKey({ client: new KMSClient(clientSettings), keyId });
}
