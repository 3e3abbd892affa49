import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileAnchorStore } from '../../functions/adapters/anchors/file-anchor-store.ts';
import { signatureCheck } from '../../functions/adapters/crypto/signature-check.ts';
import { publicKeyFileOf } from '../../functions/adapters/crypto/signing-key-file.ts';
import { SqliteOpenError } from '../../functions/adapters/sqlite/errors.ts';
import { openReadOnlyItems } from '../../functions/adapters/sqlite/read-only-items.ts';
import type { ReadOnlyItems } from '../../functions/adapters/sqlite/read-only-items.ts';
import { civilDateOf } from '../../functions/domain/values/civil-date.ts';
import type { SignatureCheck } from '../../functions/ports/signer.ts';
import { createAnchorReader } from '../../functions/store/anchors.ts';
import { createChains } from '../../functions/store/chains.ts';
import { table } from '../../functions/store/table.ts';
import type { VerifyParts } from '../../functions/usecases/audit/verify-chains.ts';
import { openRecords } from '../../functions/wiring/audit.ts';
import { Misused } from '../command-line.ts';
import { anchorPlace } from '../home/anchor-place.ts';
import type { AnchorPlace } from '../home/anchor-place.ts';
import { demoPlace } from '../home/demo-place.ts';
import { readConfig } from '../home/real-config.ts';
import { storedOffset } from '../../functions/store/stored-clock.ts';
import type { Source } from './arguments.ts';

export interface OpenSource extends Pick<VerifyParts, 'chains' | 'anchors' | 'today'> {
  readonly close: () => void;
}

/** Throws `Misused` for what the person can put right, and the adapters' own errors. */
export async function openSource(source: Source, publicKeys: readonly string[]): Promise<OpenSource> {
  const given = publicKeys.map(readPublicKey);
  switch (source.kind) {
    case 'cloud': {
      const { table: TABLE_NAME, bucket: ANCHOR_BUCKET, keyId: ANCHOR_KEY_ID } = source;
      // A key that is no public key is found out before anything is asked for.
      if (given.length > 0) trusting(given);
      const records = await openRecords({ TABLE_NAME, ANCHOR_BUCKET, ANCHOR_KEY_ID }, given);
      return { ...records, today: civilDateOf(Date.now()), close: () => {} };
    }
    case 'demo': {
      const place = demoPlace(resolve(source.folder));
      return openHomeRecords(place.database, place.anchors, source.anchors, given);
    }
    case 'home': {
      const { dataFolder, keyFile } = readConfig(source.config);
      const folder = resolve(dataFolder);
      return openHomeRecords(join(folder, 'yimen.db'), anchorPlace(folder, keyFile), source.anchors, given);
    }
  }
}

async function openHomeRecords(
  database: string,
  place: AnchorPlace,
  copy: string | undefined,
  given: readonly string[],
): Promise<OpenSource> {
  const check = trusting(given.length > 0 ? given : [readPublicKey(publicKeyFileOf(place.signingKey))]);
  if (copy !== undefined && !existsSync(copy)) throw new Misused(`没有文件夹 ${copy}。`);
  const { items, close } = openDatabase(database);
  return {
    chains: createChains(items),
    anchors: createAnchorReader(fileAnchorStore(copy ?? place.folder), check),
    // The clock of a demo town can be moved.
    today: civilDateOf(Date.now() + (await storedOffset(items))),
    close,
  };
}

function openDatabase(file: string): ReadOnlyItems {
  if (!existsSync(file)) throw new Misused(`没有数据文件 ${file}。请用 --data 或 --config 指明数据位置。`);
  try {
    return openReadOnlyItems(file, table);
  } catch (error) {
    if (error instanceof SqliteOpenError) throw new Misused(`${file} 不是本系统的数据文件,或无法读取。`);
    throw error;
  }
}

function readPublicKey(file: string): string {
  if (!existsSync(file)) {
    throw new Misused(`没有公钥文件 ${file}。系统首次启动时生成;也可用 --public-key 给出另存的公钥。`);
  }
  return readFileSync(file, 'utf8');
}

function trusting(publicKeys: readonly string[]): SignatureCheck {
  try {
    return signatureCheck(publicKeys);
  } catch {
    throw new Misused('所给公钥不是PEM格式的公钥。');
  }
}
