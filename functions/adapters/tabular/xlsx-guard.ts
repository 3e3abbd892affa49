import { fromBufferPromise, openPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import type { TableSource } from '../../ports/tables.ts';

/** A workbook is read into memory whole, so what it unpacks to is bounded: a full sheet of a feed is a third of it. */
const MOST_BYTES = 200 * 1024 * 1024;
const MOST_ENTRIES = 2_000;
/** Sheets shrink to a tenth or a thirtieth; what shrinks more was made to do harm. Small files may do as they like. */
const MOST_RATIO = 200;
const RATIO_FROM = 10 * 1024 * 1024;

/**
 * Why a workbook must not be unpacked; undefined where it may. What the directory declares is looked at first, then every
 * entry is unpacked into nothing: a directory may lie.
 */
export async function refuseBomb(source: TableSource): Promise<string | undefined> {
  let zip: ZipFile;
  try {
    zip = await (source.kind === 'file'
      ? openPromise(source.path, { lazyEntries: true, autoClose: false })
      : fromBufferPromise(Buffer.from(source.bytes), { lazyEntries: true }));
  } catch {
    return BROKEN;
  }
  try {
    return await look(zip);
  } catch {
    return BROKEN;
  } finally {
    zip.close();
  }
}

const BROKEN = '工作簿已损坏或者不完整,请在Excel中打开确认后重新保存';

async function look(zip: ZipFile): Promise<string | undefined> {
  if (zip.entryCount > MOST_ENTRIES) return `工作簿内有${zip.entryCount}个文件,不是正常的表格`;
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) return '工作簿设有密码,请去掉密码后重新保存';
    entries.push(entry);
  }
  const declared = faultOf(entries, (entry) => entry.uncompressedSize);
  if (declared !== undefined) return declared;
  if (!entries.some(({ fileName }) => fileName === 'xl/workbook.xml')) return '不是Excel工作簿(.xlsx)';
  let unpacked = 0;
  for (const entry of entries) {
    if (entry.fileName.endsWith('/')) continue;
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream) {
      unpacked += Buffer.isBuffer(chunk) ? chunk.length : 0;
      if (unpacked > MOST_BYTES) {
        stream.destroy();
        return TOO_LARGE;
      }
    }
  }
  return undefined;
}

const TOO_LARGE = `工作簿解开后超过${MOST_BYTES / 1024 / 1024}MB,请另存为CSV(UTF-8)后导入`;

function faultOf(entries: readonly Entry[], size: (entry: Entry) => number): string | undefined {
  const total = entries.reduce((sum, entry) => sum + size(entry), 0);
  if (total > MOST_BYTES) return TOO_LARGE;
  const packed = entries.reduce((sum, entry) => sum + entry.compressedSize, 0);
  return total > RATIO_FROM && total > packed * MOST_RATIO ? '工作簿的压缩比异常,不予解开' : undefined;
}
